import { Go } from "./Go.tsx";
import { PageHead } from "./PageHead.tsx";

type Props = {
  title: string;
  /** What it means, and what to do. */
  why: string;
  to?: string;
  toWord?: string;
  onPress?: () => void;
  pressWord?: string;
};

/** A page that says why there is nothing else to see. */
export function Notice({ title, why, to, toWord, onPress, pressWord }: Props) {
  return (
    <>
      <PageHead title={title} />
      <section className="app-card app-notice">
        <p>{why}</p>
        {to !== undefined && (
          <Go className="app-button" to={to} replaces>
            {toWord}
          </Go>
        )}
        {onPress !== undefined && (
          <button type="button" className="app-button" onClick={onPress}>
            {pressWord}
          </button>
        )}
      </section>
    </>
  );
}
