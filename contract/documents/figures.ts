import type { DocumentState } from "./document.ts";

/**
 * The indicators that documents are counted into, where the profile has them. `byState`: of those sent to the site's own
 * organisations; closed ones (refused, done, recalled) of the last 30 days, open ones all. Whatever is not `home` is counted at each
 * organisation too.
 */
export const documentFigures = {
  byState: {
    "01": "van-ban.da-den",
    "02": "van-ban.tu-choi",
    "03": "van-ban.da-tiep-nhan",
    "04": "van-ban.da-phan-cong",
    "05": "van-ban.dang-xu-ly",
    "06": "van-ban.hoan-thanh",
    "13": "van-ban.thu-hoi",
  } satisfies Record<DocumentState, string>,
  inHand: "van-ban.chua-xong",
  overdue: "van-ban.qua-han",
  dueSoon: "van-ban.sap-den-han",
  /** In hand, and nobody has said by when: it can be neither overdue nor on time. */
  withoutDueDate: "van-ban.khong-han",
  /** Median of the working days from arrival to done. */
  daysToDone: "van-ban.ngay-xu-ly",
  arrivedToday: "van-ban.den-hom-nay",
  sentToday: "van-ban.di-hom-nay",
} as const;

/** Closed documents are counted for so long. */
export const closedCountedDays = 30;
