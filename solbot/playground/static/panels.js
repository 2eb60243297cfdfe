// The panel at the right, and the buttons that open it: one panel at a time.

export class Panels {
  constructor(tools, node) {
    Object.assign(this, { tools, node });
  }
}
