import { Component, type ReactNode } from "react";

type Props = {
  /** Told when the tile failed; the tile is drawn anew by itself later. */
  onError: () => void;
  fallback: (retry: () => void) => ReactNode;
  children: ReactNode;
};
type State = { hasFailed: boolean };

const firstRetryMs = 5_000;
const lastRetryMs = 60_000;

/** Keeps a tile's failure inside the tile, and tries again by itself: nobody stands at a wall to press a button. */
export class TileBoundary extends Component<Props, State> {
  override state: State = { hasFailed: false };
  private timer: ReturnType<typeof setTimeout> | undefined;
  private retryMs = firstRetryMs;

  static getDerivedStateFromError(): State {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    this.props.onError();
    clearTimeout(this.timer);
    this.timer = setTimeout(this.retry, this.retryMs);
    this.retryMs = Math.min(lastRetryMs, this.retryMs * 2);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.timer);
  }

  readonly retry = (): void => {
    clearTimeout(this.timer);
    this.setState({ hasFailed: false });
  };

  override render(): ReactNode {
    return this.state.hasFailed ? this.props.fallback(this.retry) : this.props.children;
  }
}
