/** The source that derived readings name. */
export const derivedSource = "derived";
/** The source that derived readings name when figures of former places were converted for them (see `Succession`). */
export const convertedSource = "derived.converted";
