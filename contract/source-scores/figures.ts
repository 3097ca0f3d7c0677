/** The indicators by which the centre tells of itself, where the profile has them. */
export const centreFigures = {
  /** Of the sources that are asked or that call, and are not planned to be down, those that are well, per cent. */
  sourcesOk: "trung-tam.nguon-tot",
  /** Of the newest figures of all series, the middle age, minutes. */
  medianAge: "trung-tam.tuoi-so-lieu",
  /** Of them, those that stand in the profile, written there by somebody, per cent. */
  byHand: "trung-tam.nhap-tay",
  /** The mean of all sources. */
  total: "trung-tam.diem",
  marks: {
    right: "trung-tam.dung",
    complete: "trung-tam.du",
    clean: "trung-tam.sach",
    alive: "trung-tam.song",
  },
} as const;
