// Light, dark, or as the system has it.

export function createTheme(app) {
  const darkQuery = globalThis.matchMedia?.("(prefers-color-scheme: dark)");

  function apply() {
    document.documentElement.dataset.theme = app.state.theme ?? (darkQuery?.matches ? "dark" : "light");
    app.scene?.retheme();
  }

  // One button: the other of the two; a third press goes back to the system's.
  function turn() {
    const system = darkQuery?.matches ? "dark" : "light";
    const other = system === "dark" ? "light" : "dark";
    app.state.theme = app.state.theme === null ? other : app.state.theme === other ? system : null;
    apply();
    app.remember();
  }

  darkQuery?.addEventListener?.("change", () => { if (!app.state.theme) apply(); });
  return { apply, turn };
}
