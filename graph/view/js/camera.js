// What part of the picture is in sight: all of it, one entity, closer, further.

// Width in pixels kept free at the left for the zoom buttons.
const ZOOM_BUTTONS = 34;

export function createCamera(scene, element, covers) {
  const { network } = scene;

  // The canvas, and how much of it is covered: by the view's name at the top, by the open panel at the right (at the
  // foot on a narrow screen).
  function size() {
    const [width, height] = [element.clientWidth, element.clientHeight];
    const panel = covers.panel();
    const below = panel.offsetWidth >= width;
    const top = covers.crumbs().offsetHeight;
    return { width, height, top: top && top + 10, right: below ? 0 : panel.offsetWidth, bottom: below ? Math.min(panel.offsetHeight, height * 0.6) : 0 };
  }

  function motion(wanted) {
    const still = globalThis.matchMedia?.("(prefers-reduced-motion: reduce)").matches;
    return wanted && !still ? { duration: 220, easingFunction: "easeInOutQuad" } : false;
  }

  // Fit what is drawn with room for names; an opened page never zooms in far beyond natural size.
  function fit({ animate = false } = {}) {
    const spots = [...scene.places.entries()].filter(([entity]) => scene.drawn.has(entity.index) && !scene.ghosts.has(entity.index));
    if (!spots.length) return;
    const room = (entity) => Math.max(entity.radius, Math.min(60, entity.label.length * 3.2));
    const left = Math.min(...spots.map(([entity, spot]) => spot.x - room(entity)));
    const right = Math.max(...spots.map(([entity, spot]) => spot.x + room(entity)));
    const top = Math.min(...spots.map(([entity, spot]) => spot.y - entity.radius));
    const bottom = Math.max(...spots.map(([entity, spot]) => spot.y + entity.radius + 14));
    const { width, height, top: over, right: covered, bottom: under } = size();
    const narrow = width < 500;
    const buttons = narrow ? 0 : ZOOM_BUTTONS;
    const scale = Math.min((width - covered - buttons - (narrow ? 8 : 40)) / (right - left), (height - over - under - 40) / (bottom - top), 1.2);
    const position = { x: (left + right) / 2, y: (top + bottom) / 2 };
    network.moveTo({ position, scale: Math.max(scale, 0.02), offset: { x: (buttons - covered) / 2, y: (over - under) / 2 }, animation: motion(animate) });
    // Far away lines keep the strength they have close by.
    scene.strength = Math.min(2.4, Math.max(1, 1 / scale));
    scene.paintLines();
  }

  function bring(id) {
    const spot = network.getPositions([id])[id];
    if (!spot) return;
    const at = network.canvasToDOM(spot);
    const { width, height, right, bottom } = size();
    if (at.x < 60 || at.y < 60 || at.x > width - right - 60 || at.y > height - bottom - 60) {
      network.moveTo({ position: spot, offset: { x: -right / 2, y: -bottom / 2 }, animation: motion(true) });
    }
  }

  return {
    size, fit, bring,
    zoom: (factor) => network.moveTo({ scale: network.getScale() * factor, animation: motion(true) }),
    now: () => ({ position: network.getViewPosition(), scale: network.getScale() }),
    restore: (camera) => network.moveTo({ ...camera, animation: false }),
  };
}
