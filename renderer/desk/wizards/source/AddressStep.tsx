import { useTranslation } from "react-i18next";
import { routes } from "#contract/http.ts";
import { SpanInput } from "../../editor/form/SpanInput.tsx";
import { CheckField, Field, SelectField, TextField } from "../frame/Field.tsx";
import type { StepProps } from "../frame/wizard.ts";
import { idOf, type LoginKind, type SourceDraft } from "./draft.ts";

const placeholders = {
  ...{ rest: "https://motcua.langson.gov.vn/api/ho-so", mqtt: "mqtts://10.0.0.5:8883" },
  ...{ postgresql: "postgresql://10.0.0.5:5432/motcua", folder: "/srv/so-lieu", webhook: "" },
} as const;

const isReadOnTheWay = (url: string) => /^http:\/\/(?!localhost|127\.|\[::1\])/.test(url);

/** Where it is, who we are there, and how often it is asked. */
export function AddressStep({ draft, change }: StepProps<SourceDraft>) {
  const { t } = useTranslation("wizards");
  const { type, login } = draft;
  const logins: LoginKind[] = type === "rest" ? ["none", "basic", "bearer", "header"] : ["none", "basic"];
  const hasLogin = type !== "folder" && type !== "webhook";
  return (
    <div className="wizard-fields">
      {type === "webhook" ? (
        <p className="wizard-field-wide wizard-note">
          {t("source.webhookAbout", { path: routes.ingest(idOf(draft)) })}
        </p>
      ) : type === "folder" ? (
        <TextField
          isWide
          name={t("source.folder")}
          note={t("source.folderNote")}
          placeholder={placeholders.folder}
          value={draft.path}
          onChange={(path) => change({ path })}
        />
      ) : (
        <TextField
          isWide
          inputMode="url"
          name={t("source.address")}
          note={t(`source.addressNote.${type}`)}
          placeholder={placeholders[type]}
          value={draft.url}
          onChange={(url) => change({ url })}
        />
      )}
      {type === "mqtt" && (
        <TextField
          isWide
          name={t("source.topics")}
          note={t("source.topicsNote")}
          placeholder="ioc/ho-so/#"
          value={draft.topics}
          onChange={(topics) => change({ topics })}
        />
      )}
      {type === "postgresql" && (
        <Field isWide name={t("source.query")} note={t("source.queryNote")}>
          {(id, noteId) => (
            <textarea
              id={id}
              aria-describedby={noteId}
              rows={4}
              spellCheck={false}
              maxLength={20_000}
              placeholder="select don_vi, qua_han, luc from ho_so_hom_nay"
              value={draft.query}
              onChange={(event) => change({ query: event.target.value })}
            />
          )}
        </Field>
      )}
      {hasLogin && logins.length > 1 && (
        <SelectField
          name={t("source.login")}
          value={login}
          options={logins
            .filter((one) => one !== "none" || type !== "postgresql")
            .map((value) => ({ value, text: t(`source.loginKind.${value}`) }))}
          onChange={(value) => change({ login: value, secret: "", hasKeptSecret: false })}
        />
      )}
      {hasLogin && login === "basic" && (
        <TextField name={t("source.username")} value={draft.username} onChange={(username) => change({ username })} />
      )}
      {hasLogin && login === "header" && (
        <TextField
          name={t("source.header")}
          value={draft.headerName}
          onChange={(headerName) => change({ headerName })}
        />
      )}
      {((hasLogin && login !== "none") || type === "webhook") && (
        <TextField
          type="password"
          name={t(login === "basic" ? "source.password" : "source.secret")}
          note={t(
            draft.hasKeptSecret
              ? "source.secretKept"
              : type === "webhook"
                ? "source.secretWebhook"
                : "source.secretNote",
          )}
          value={draft.secret}
          onChange={(secret) => change({ secret })}
        />
      )}
      {(type === "rest" || type === "postgresql") && (
        <Field name={t("source.every")} note={draft.every === "" ? t("source.bySchedule") : t("source.everyNote")}>
          {() => (
            <SpanInput
              value={draft.every}
              label={t("source.every")}
              onChange={(every) => change({ every: every ?? "" })}
            />
          )}
        </Field>
      )}
      {type === "rest" && login === "basic" && isReadOnTheWay(draft.url) && (
        <div className="wizard-field-wide">
          <CheckField
            name={t("source.overPlainHttp")}
            isChecked={draft.overPlainHttp}
            onChange={(overPlainHttp) => change({ overPlainHttp })}
          />
        </div>
      )}
      {type === "postgresql" && (
        <div className="wizard-field-wide">
          <CheckField name={t("source.tls")} isChecked={draft.isTls} onChange={(isTls) => change({ isTls })} />
        </div>
      )}
    </div>
  );
}
