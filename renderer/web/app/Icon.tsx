const paths = {
  today: "M4 12h3l2.5-7 5 14 2.5-7h3",
  figures: "M5 20V10M12 20V4M19 20v-7",
  scenes: "M3 5h18v11H3zM8 20h8",
  cameras: "M3 7h12v10H3zM15 11l6-3v8l-6-3",
  map: "M9 4 3 6.5v13.5l6-2.5 6 2.5 6-2.5V4l-6 2.5zM9 4v13.5M15 6.5V20",
  more: "M5 12h.01M12 12h.01M19 12h.01",
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14M16 16l5 5",
  back: "M15 5l-7 7 7 7",
  onward: "M9 5l7 7-7 7",
  enter: "M4 20h4L19 9l-4-4L4 16zM13 7l4 4",
  sources: "M5 6c0-1.7 3-3 7-3s7 1.3 7 3-3 3-7 3-7-1.3-7-3v12c0 1.7 3 3 7 3s7-1.3 7-3V6M5 12c0 1.7 3 3 7 3s7-1.3 7-3",
  tasks: "M4 6l1.5 1.5L8 5M4 13l1.5 1.5L8 12M4 20l1.5 1.5L8 19M12 6.5h8M12 13.5h8M12 20.5h8",
  person: "M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8M4 21c.8-4 4-6 8-6s7.2 2 8 6",
  star: "M12 3.5l2.6 5.6 6 .7-4.4 4.2 1.2 6L12 17l-5.4 3 1.2-6L3.4 9.8l6-.7z",
  share:
    "M8 12.5 16 8M8 13.5l8 4.5M6 10.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M18 4.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M18 16.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5",
  call: "M6 3h3l1.5 5-2 1.5a12 12 0 0 0 6 6l1.5-2 5 1.5v3c0 1.1-.9 2-2 2C10.7 20 4 13.3 4 5c0-1.1.9-2 2-2",
} as const;

export type IconName = keyof typeof paths;

/** A drawing beside a word, or in a key that names itself otherwise. */
export function Icon({ name, isFilled = false }: { name: IconName; isFilled?: boolean }) {
  return (
    <svg className={`app-icon app-icon-${name}`} viewBox="0 0 24 24" aria-hidden="true" data-filled={isFilled}>
      <path d={paths[name]} />
    </svg>
  );
}
