import { z } from "zod";
import { Deadline } from "../calendar/recounting.ts";
import { Id } from "../entities/text.ts";
import { EpochMs } from "../entities/time.ts";

/**
 * How far a dossier is. registered: handed in, not accepted yet · turned-away: not accepted · accepted · in-work · waiting: for what
 * the applicant was asked to supplement · paying: for a fee or tax · withdrawn: by the applicant · stopped: by the office ·
 * done: handled, the result not handed over yet · returned: the result is with the applicant.
 */
export const DossierState = z.enum([
  ...(["registered", "turned-away", "accepted", "in-work", "waiting", "paying"] as const),
  ...(["withdrawn", "stopped", "done", "returned"] as const),
]);
export type DossierState = z.infer<typeof DossierState>;

/** How it was handed in. */
export const DossierChannel = z.enum(["counter", "online", "post"]);

/** Systems that were made for forms write what they do not know as null or as an empty text. */
const given = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === null || value === "" ? undefined : value), schema.optional());
const text = (most: number) =>
  z.union([z.string(), z.number().transform(String)]).pipe(z.string().trim().min(1).max(most));
/** Parsed by `momentIn` once the site's own time is known. */
const Moment = z.union([z.string().max(40), z.number()]).nullish();
const yes = new Set(["1", "true", "co", "có", "x", "yes"]);
const no = new Set(["0", "false", "khong", "không", "no"]);
/** Absent: nobody says. */
const Flag = given(
  z.preprocess((value) => {
    const word = String(value).trim().toLowerCase().normalize("NFC");
    return yes.has(word) ? true : no.has(word) ? false : value;
  }, z.boolean()),
);

/** What is told of a dossier beside its course, for the components of the 766 score; names are ours where no text gives one. */
export const factFields = {
  DaDongBo: "synchronised",
  CoPhi: "hasFee",
  ThanhToanTrucTuyen: "isPaidOnline",
  KetQuaDienTu: "hasEResult",
  SoHoaHoSo: "isDigitised",
  TaiSuDungDuLieu: "isReused",
  LuuKhoCaNhan: "isStored",
  DuLieuDanCu: "hasCitizenData",
  KhongHaiLong: "isDisliked",
} as const;

/**
 * A dossier as the systems of one-stop shops tell of it (`DongBoHoSoMC`, `CapNhatTienDoHoSoMC`), or as the source's mapping makes it of
 * what the platform says. Whatever else comes along (who handed it in, identity number, telephone, address, the papers themselves) is
 * dropped here and reaches nothing behind it.
 */
export const DossierInput = z.object({
  /** The same code is the same dossier, whoever tells of it. */
  MaHoSo: text(60),
  MaTTHC: text(60),
  TenTTHC: given(text(400)),
  LinhVuc: given(text(200)),
  /** The office that handles it: id or name of a place of kind office, commune or province. */
  DonViXuLy: text(200),
  NgayTiepNhan: Moment,
  NgayHenTra: Moment,
  /** In working days, as the procedure says; with it a due date can be computed anew. */
  SoNgayXuLy: given(z.coerce.number().int().min(0).max(2_000)),
  TrangThaiHoSo: text(60),
  NgayTra: Moment,
  NgayKetThucXuLy: Moment,
  /** When the platform last changed it; absent: when it comes. */
  NgayCapNhat: Moment,
  KenhThucHien: given(text(60)),
  BoSung: given(z.array(z.object({ NgayYeuCau: Moment, NgayNhan: Moment })).max(20)),
  DaDongBo: Flag,
  CoPhi: Flag,
  ThanhToanTrucTuyen: Flag,
  KetQuaDienTu: Flag,
  SoHoaHoSo: Flag,
  TaiSuDungDuLieu: Flag,
  LuuKhoCaNhan: Flag,
  DuLieuDanCu: Flag,
  KhongHaiLong: Flag,
});
export type DossierInput = z.infer<typeof DossierInput>;

const Fact = z.boolean().nullable();
/** null: nobody says. */
export const DossierFacts = z.strictObject({
  ...{ synchronised: Fact, hasFee: Fact, isPaidOnline: Fact, hasEResult: Fact, isDigitised: Fact },
  ...{ isReused: Fact, isStored: Fact, hasCitizenData: Fact, isDisliked: Fact },
});
export type DossierFacts = z.infer<typeof DossierFacts>;

export const Supplement = z.strictObject({ askedMs: EpochMs, cameMs: EpochMs.nullable() });

/** A dossier as kept: its course and what is counted of it; of the applicant nothing. */
export const Dossier = z.strictObject({
  /** In the order in which they first came. */
  number: z.int().min(1),
  /** Who told its newest state. */
  source: Id,
  code: z.string(),
  procedure: z.string(),
  procedureName: z.string().nullable(),
  /** Of the procedure, as the platform writes it: "Đất đai". */
  field: z.string().nullable(),
  /** The place that handles it. */
  unit: Id,
  channel: DossierChannel.nullable(),
  state: DossierState,
  acceptedMs: EpochMs,
  /** By which it counts; null: nobody has said, nor can it be computed. */
  dueMs: EpochMs.nullable(),
  /** As the platform told it. */
  dueToldMs: EpochMs.nullable(),
  /** What the due date was computed of; null: it stands as told. */
  deadline: Deadline.nullable(),
  /** The due date before another calendar moved it, and when that was. */
  moved: z.strictObject({ fromMs: EpochMs, atMs: EpochMs }).nullable(),
  handledMs: EpochMs.nullable(),
  returnedMs: EpochMs.nullable(),
  endedOtherwiseMs: EpochMs.nullable(),
  supplements: z.array(Supplement).max(20),
  facts: DossierFacts,
  /** By the platform's own clock; it orders what is told of one dossier. */
  updatedAtMs: EpochMs,
  heardAtMs: EpochMs,
  isSimulated: z.boolean(),
});
export type Dossier = z.infer<typeof Dossier>;
