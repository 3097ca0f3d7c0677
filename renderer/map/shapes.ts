/** Lines of the map's symbols, for the map and for its legend; from -1 to 1 both ways, y downwards. */
export const cameraShape = {
  path: "M-0.75 -0.45 h0.95 v0.9 h-0.95 z M0.2 -0.15 l0.5 -0.3 v0.9 l-0.5 -0.3 z",
  /** Over it where it is broken. */
  cross: "M-0.85 -0.8 L0.85 0.8 M0.85 -0.8 L-0.85 0.8",
};

/** What a station measures is told by its form: a drop, a cloud with rain, wind. `isClosed`: has an inside. */
export const stationShapes = {
  water: {
    path: "M0 -0.85 C0.5 -0.2 0.65 0.05 0.65 0.3 A0.65 0.6 0 0 1 -0.65 0.3 C-0.65 0.05 -0.5 -0.2 0 -0.85 z",
    isClosed: true,
  },
  rain: {
    path: "M-0.5 0.1 A0.36 0.36 0 0 1 -0.45 -0.55 A0.5 0.5 0 0 1 0.45 -0.55 A0.36 0.36 0 0 1 0.5 0.1 z M-0.4 0.4 v0.4 M0 0.4 v0.4 M0.4 0.4 v0.4",
    isClosed: true,
  },
  air: {
    path: "M-0.85 -0.25 H0.35 A0.27 0.27 0 1 0 0.1 -0.6 M-0.85 0.15 H0.6 A0.27 0.27 0 1 1 0.35 0.5 M-0.85 0.55 H-0.1",
    isClosed: false,
  },
};

/** Seen from the side: which way it drives is not told. */
export const vehicleShape = {
  path: "M-0.8 0.35 V-0.45 H0.25 V0.35 z M0.25 -0.2 H0.6 L0.8 0.1 V0.35 H0.25 M-0.45 0.35 v0.25 M0.45 0.35 v0.25",
};

/** Around an event's sign: its tip stands on the place. */
export const mapEventDrop = "M0 0.95 L-0.42 0.37 A0.7 0.7 0 1 1 0.42 0.37 z";
