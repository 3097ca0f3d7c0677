import { type ReactNode, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "./Icon.tsx";
import { LineState } from "./LineState.tsx";
import { goBack, scrollOf } from "./router.ts";

type Props = {
  title: string;
  /** Under the title, quieter: where the title needs a word more. */
  under?: ReactNode;
  /** Where "back" leads when the app was opened at this page by a link; absent: a page of the navigation, without one. */
  backTo?: string;
  /** Keys at the right of the title. */
  children?: ReactNode;
};

/**
 * The head of a page: its one heading, which the focus goes to when the page is opened, so that whoever hears the page hears where he is.
 * It stands once in each page; the title is the document's too.
 */
export function PageHead({ title, under, backTo, children }: Props) {
  const { t } = useTranslation("app");
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title;
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, scrollOf());
  }, []);
  // A name of a figure or camera needs the width: there the line's state stands below it.
  const isDeep = backTo !== undefined;
  return (
    <header className="app-head">
      {backTo !== undefined && (
        <button type="button" className="app-key" aria-label={t("back")} onClick={() => goBack(backTo)}>
          <Icon name="back" />
        </button>
      )}
      <div className="app-head-title">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {under !== undefined && <p className="app-quiet">{under}</p>}
        {isDeep && <LineState />}
      </div>
      {!isDeep && <LineState />}
      {children}
    </header>
  );
}
