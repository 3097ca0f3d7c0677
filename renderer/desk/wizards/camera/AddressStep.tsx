import { useTranslation } from "react-i18next";
import { CheckField, TextField } from "../frame/Field.tsx";
import type { StepProps } from "../frame/wizard.ts";
import type { CameraDraft } from "./draft.ts";
import { Finding } from "./Finding.tsx";

const placeholders = {
  ...{ rtsp: "rtsp://10.0.0.21:554/main", found: "rtsp://10.0.0.21:554/main", hls: "https://vms.example.vn/1.m3u8" },
  ...{ mjpeg: "http://10.0.0.21/mjpg/video.mjpg", jpeg: "http://10.0.0.21/snapshot.jpg", test: "" },
} as const;

/** Where its pictures come from, and who we are there. */
export function AddressStep({ draft, change }: StepProps<CameraDraft>) {
  const { t } = useTranslation("wizards");
  const { way, username, kept } = draft;
  const isByHttp = way === "hls" || way === "mjpeg" || way === "jpeg";
  return (
    <>
      {way === "found" && <Finding draft={draft} change={change} />}
      <div className="wizard-fields">
        <TextField
          isWide
          inputMode="url"
          name={t("source.address")}
          note={t("camera.addressNote")}
          placeholder={placeholders[way]}
          value={draft.url}
          onChange={(url) => change({ url })}
        />
        {(way === "rtsp" || way === "found" || way === "hls") && (
          <TextField
            isWide
            inputMode="url"
            name={t("camera.sub")}
            note={t("camera.subNote")}
            value={draft.sub}
            onChange={(sub) => change({ sub })}
          />
        )}
        <Account draft={draft} change={change} />
        {isByHttp && username !== "" && draft.url.startsWith("http:") && (
          <div className="wizard-field-wide">
            <CheckField
              name={t("source.overPlainHttp")}
              isChecked={draft.overPlainHttp}
              onChange={(overPlainHttp) => change({ overPlainHttp })}
            />
          </div>
        )}
        {kept === "clear" && <p className="wizard-note wizard-field-wide">{t("camera.keptClear")}</p>}
      </div>
    </>
  );
}

function Account({ draft, change }: Pick<StepProps<CameraDraft>, "draft" | "change">) {
  const { t } = useTranslation("wizards");
  return (
    <>
      <TextField
        name={t("source.username")}
        note={t("camera.usernameNote")}
        value={draft.username}
        onChange={(username) => change({ username })}
      />
      <TextField
        type="password"
        name={t("source.password")}
        note={t(draft.kept === "reference" ? "source.secretKept" : "source.secretNote")}
        value={draft.secret}
        onChange={(secret) => change({ secret })}
      />
    </>
  );
}
