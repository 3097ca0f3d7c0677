import { useTranslation } from "react-i18next";
import { routes } from "#contract/http.ts";
import { SpanInput } from "../../editor/form/SpanInput.tsx";
import { CheckField, Field, SelectField, TextField } from "../frame/Field.tsx";
import type { StepProps } from "../frame/wizard.ts";
import { idOf, type SourceDraft } from "./draft.ts";
import { isAddressed, kindOf } from "./kinds.ts";

const isReadOnTheWay = (url: string) => /^http:\/\/(?!localhost|127\.|\[::1\])/.test(url);

/** Where it is, who we are there, and how often it is asked. */
export function AddressStep({ draft, change }: StepProps<SourceDraft>) {
  const { t } = useTranslation("wizards");
  const { type, login } = draft;
  const { reachedBy, example, logins, account, asks, isPaced, saysTls } = kindOf(type);
  const hasLogin = logins.length > 0;
  return (
    <div className="wizard-fields">
      {reachedBy === "call" && (
        <p className="wizard-field-wide wizard-note">
          {t("source.webhookAbout", { path: routes.ingest(idOf(draft)) })}
        </p>
      )}
      {reachedBy === "folder" && (
        <TextField
          isWide
          name={t("source.folder")}
          note={t("source.folderNote")}
          placeholder={example}
          value={draft.path}
          onChange={(path) => change({ path })}
        />
      )}
      {isAddressed(type) && (
        <TextField
          isWide
          inputMode="url"
          name={t("source.address")}
          note={t(`source.addressNote.${type}`)}
          placeholder={example}
          value={draft.url}
          onChange={(url) => change({ url })}
        />
      )}
      {asks === "topics" && (
        <TextField
          isWide
          name={t("source.topics")}
          note={t("source.topicsNote")}
          placeholder="ioc/ho-so/#"
          value={draft.topics}
          onChange={(topics) => change({ topics })}
        />
      )}
      {asks === "query" && (
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
      {hasLogin && (logins.length > 1 || !logins.includes(login)) && (
        <SelectField
          name={t("source.login")}
          value={login}
          options={logins.map((value) => ({ value, text: t(`source.loginKind.${value}`) }))}
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
      {((hasLogin && login !== "none") || account === "secret") && (
        <TextField
          type="password"
          name={t(login === "basic" ? "source.password" : "source.secret")}
          note={t(
            draft.hasKeptSecret
              ? "source.secretKept"
              : account === "secret"
                ? "source.secretWebhook"
                : "source.secretNote",
          )}
          value={draft.secret}
          onChange={(secret) => change({ secret })}
        />
      )}
      {isPaced && (
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
      {account === "http" && login === "basic" && isReadOnTheWay(draft.url) && (
        <div className="wizard-field-wide">
          <CheckField
            name={t("source.overPlainHttp")}
            isChecked={draft.overPlainHttp}
            onChange={(overPlainHttp) => change({ overPlainHttp })}
          />
        </div>
      )}
      {saysTls && (
        <div className="wizard-field-wide">
          <CheckField name={t("source.tls")} isChecked={draft.isTls} onChange={(isTls) => change({ isTls })} />
        </div>
      )}
    </div>
  );
}
