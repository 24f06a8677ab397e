/** When a page breaks, the rest of the portal stays. */

import { Component, type ComponentChildren } from 'preact';

interface Props {
  children: ComponentChildren;
  /** A new value gives the page another chance. */
  resetOn: string;
  fallback: (retry: () => void) => ComponentChildren;
}

export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static override getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidUpdate(before: Props) {
    if (this.state.broken && before.resetOn !== this.props.resetOn) this.setState({ broken: false });
  }

  override render() {
    return this.state.broken
      ? this.props.fallback(() => this.setState({ broken: false }))
      : this.props.children;
  }
}
