import { useTranslation } from "react-i18next";
import { type CodedMessage, sentence } from "#contract/errors.ts";
import type { Status } from "#contract/http.ts";
import type { Contacts, ToldContact } from "#contract/maintenance/contact.ts";
import { Mark } from "../../ui/Mark.tsx";
import { ContactLine, useContacts } from "../maintenance/ContactLine.tsx";
import { useMoments } from "../moments.ts";
import { CameraDetail } from "./CameraDetail.tsx";
import { DisplayDetail } from "./DisplayDetail.tsx";
import type { Item } from "./item.ts";
import { adviceOf, lookOf, nameOf, stateWords } from "./item-words.ts";
import { MachineDetail } from "./MachineDetail.tsx";
import { SourceDetail } from "./SourceDetail.tsx";
import { SourceOrigins } from "./SourceOrigins.tsx";
import { StoreDetail } from "./StoreDetail.tsx";

type Props = { item: Item; status: Status | undefined; onTry: (source: string) => void };

/** All that is known of one thing: how it is, why, what to do, and its own facts. */
export function ItemDetail({ item, status, onTry }: Props) {
  const { t, i18n } = useTranslation("desk");
  const { t: statusWords } = useTranslation("status");
  const language = i18n.language === "en" ? "en" : "vi";
  const { shape, tone } = lookOf(item);
  const reason = reasonOf(item);
  const moments = useMoments();
  const contacts = useContacts();
  return (
    <article className="detail" aria-live="polite">
      <p className="detail-kind">{t(`status.kind.${item.kind}`)}</p>
      <h2>
        {nameOf(item, t, language)}
        <span className={`tone-${tone}`}>
          <Mark shape={shape} />
          {stateWords(item, t, statusWords, moments.since)}
        </span>
      </h2>
      {reason !== null && <p className="detail-reason">{sentence(reason, language)}</p>}
      <p className="detail-advice">
        <strong>{t("status.whatToDo")}</strong> {adviceOf(item, t)}
      </p>
      {contacts !== undefined && <ContactLine told={contactOf(item, contacts)} />}
      {item.kind === "source" && <SourceDetail source={item.source} onTry={onTry} />}
      {item.kind === "origin" && <SourceOrigins source={item.centre} />}
      {item.kind === "camera" && <CameraDetail camera={item.camera} />}
      {item.kind === "display" && <DisplayDetail display={item.display} />}
      {item.kind === "machine" && <MachineDetail machine={item.machine} />}
      {item.kind === "store" && status !== undefined && <StoreDetail status={status} />}
    </article>
  );
}

/** Of a centre's source: whoever answers for the centre here. */
function contactOf(item: Item, { sources, cameras, indicators }: Contacts): ToldContact | undefined {
  if (item.kind === "source") return sources[item.source.id];
  if (item.kind === "origin") return sources[item.centre.id];
  if (item.kind === "camera") return cameras[item.camera.id];
  return item.kind === "figure" ? indicators[item.indicator] : undefined;
}

function reasonOf(item: Item): CodedMessage | null {
  switch (item.kind) {
    case "source":
      return item.source.reason;
    case "origin":
      return item.origin.reason;
    case "camera":
      return item.camera.reason;
    case "restart":
      return item.restart.reason;
    case "profile":
      return item.files.reason;
    case "audit":
      return item.trouble.reason;
    case "door":
      return item.note.reason;
    case "store":
      return item.store.reason ?? item.store.recovery;
    default:
      return null;
  }
}
