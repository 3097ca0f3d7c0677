/** A loudspeaker, crossed out where nothing comes from it, with the words that say so. */
export function SoundSign({ isOn, word }: { isOn: boolean; word: string }) {
  return (
    <span className={isOn ? "sound-sign sound-on" : "sound-sign"}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M2 5.5H4.8L8.5 2.2V13.8L4.8 10.5H2Z" fill="currentColor" />
        <path
          d={
            isOn
              ? "M10.6 5.4A3.7 3.7 0 0 1 10.6 10.6M12.4 3.4A6.4 6.4 0 0 1 12.4 12.6"
              : "M10.8 6 14.6 10M14.6 6 10.8 10"
          }
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
        />
      </svg>
      <span className="sound-word">{word}</span>
    </span>
  );
}
