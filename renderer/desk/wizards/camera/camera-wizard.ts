import { siteStore } from "../../../state/site.ts";
import { knownIds } from "../changes/changes.ts";
import { openWizard } from "../frame/opened.ts";
import type { Said, Wizard } from "../frame/wizard.ts";
import { AddressStep } from "./AddressStep.tsx";
import { CameraPreview } from "./CameraPreview.tsx";
import { CheckStep } from "./CheckStep.tsx";
import {
  type CameraDraft,
  changesOfCamera,
  draftOfCamera,
  idOfCamera,
  isOtherStream,
  lookKeyOfCamera,
  newCamera,
  positionOf,
  secretsOfCamera,
} from "./draft.ts";
import { KindStep } from "./KindStep.tsx";
import { PictureStep } from "./PictureStep.tsx";
import { PlaceStep } from "./PlaceStep.tsx";
import "./camera.css";

const lacking = (key: Said["key"]): Said => ({ key });
const isTest = ({ way }: CameraDraft) => way === "test";

function lackOfAddress(draft: CameraDraft): Said | undefined {
  const { way, url, sub, username, secret, kept } = draft;
  const form = way === "rtsp" || way === "found" ? /^rtsps?:\/\/[^@\s/]+/ : /^https?:\/\/[^@\s/]+/;
  const isRight = (address: string) => form.test(address.trim()) && !address.includes("@");
  const key = way === "rtsp" || way === "found" ? "wizards:lack.camera.rtsp" : "wizards:lack.camera.http";
  if (!isRight(url) || (sub.trim() !== "" && !isRight(sub))) return lacking(key);
  if (username.trim() === "") return secret === "" ? undefined : lacking("wizards:lack.username");
  const isKept = kept === "reference" || (kept === "clear" && !isOtherStream(draft));
  return secret === "" && !isKept ? lacking("wizards:lack.secret") : undefined;
}

/** A point that is half typed, or a number without a name, is no answer. */
function lackOfPlace({ position, contact, ...draft }: CameraDraft): Said | undefined {
  const isTyped = position.lon.trim() !== "" || position.lat.trim() !== "";
  if (isTyped && positionOf({ ...draft, position }) === undefined) return lacking("wizards:lack.camera.position");
  if (contact.phone.trim() !== "" && contact.name.trim() === "") return lacking("wizards:lack.camera.contact");
  return undefined;
}

/** A camera: where its pictures come from, one of them before anything is written, where it hangs, and on. */
export const cameraWizard: Wizard<CameraDraft> = {
  id: "camera",
  title: ({ known }) => ({ key: known === null ? "wizards:camera.add" : "wizards:camera.edit" }),
  about: ({ name, way }, { word, named }) =>
    [named({ vi: name.vi, en: name.en || name.vi }), word(`wizards:camera.way.${way}`)].filter(Boolean).join(" · "),
  finish: ({ known }) => (known === null ? "wizards:camera.turnOn" : "wizards:frame.write"),
  Preview: CameraPreview,
  steps: [
    {
      ...{ id: "kind", name: "wizards:step.cKind", about: "wizards:step.cKindAbout", Step: KindStep },
      said: ({ name, way }, { word, named }) =>
        `${named({ vi: name.vi, en: name.en || name.vi })} · ${word(`wizards:camera.way.${way}`)}`,
      lacks: ({ name }) => (name.vi.trim() === "" ? lacking("wizards:lack.camera.name") : undefined),
    },
    {
      ...{ id: "address", name: "wizards:step.address", about: "wizards:step.addressAbout", Step: AddressStep },
      said: ({ url }) => url,
      lacks: lackOfAddress,
      isLeftOut: isTest,
    },
    {
      ...{ id: "picture", name: "wizards:step.cPicture", about: "wizards:step.cPictureAbout", Step: PictureStep },
      said: (draft, { word }) => (draft.look?.result.jpeg == null ? word("wizards:camera.noPicture") : ""),
      lacks: (draft) => {
        const { look, isWithoutPicture } = draft;
        const isSeen = look?.of === lookKeyOfCamera(draft) && look.result.jpeg !== null;
        return isSeen || isWithoutPicture ? undefined : lacking("wizards:lack.camera.picture");
      },
      // Of one whose address is as it was there is a picture on every screen.
      isLeftOut: (draft) => isTest(draft) || !isOtherStream(draft),
    },
    {
      ...{ id: "place", name: "wizards:step.cPlace", about: "wizards:step.cPlaceAbout", Step: PlaceStep },
      said: (draft, { word, named }) => {
        const place = siteStore.getState()?.placeOf.get(draft.place);
        const isPlaced = positionOf(draft) !== undefined;
        return [
          place === undefined ? "" : named(place.name),
          word(isPlaced ? "wizards:camera.onMap" : "wizards:camera.unplaced"),
        ]
          .filter(Boolean)
          .join(" · ");
      },
      lacks: lackOfPlace,
    },
    {
      ...{ id: "check", name: "wizards:step.iCheck", about: "wizards:step.iCheckAbout", Step: CheckStep },
      said: () => "",
      lacks: () => undefined,
    },
  ],
  toChange(draft) {
    const { known, name } = draft;
    return {
      kind: known === null ? "camera-added" : "camera-changed",
      name: { vi: name.vi, en: name.en || name.vi },
      items: [{ list: "cameras", id: idOfCamera(draft), mark: known?.mark ?? null, set: changesOfCamera(draft) }],
      secrets: secretsOfCamera(draft),
    };
  },
};

/** Opens the wizard for a new camera, in the same moment: what is typed right after is meant for it. */
export const beginCamera = (): void => openWizard(cameraWizard, newCamera(knownIds("cameras")));

/** Opens it for one that is there. */
export const editCamera = (known: NonNullable<CameraDraft["known"]>): void =>
  openWizard(cameraWizard, draftOfCamera(known, knownIds("cameras")));
