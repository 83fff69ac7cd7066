// Run axe; measure each contrast once a test run, as measuring takes two thirds of axe's time.
// A contrast follows from the style of a text and from the grounds of the elements around it.
(measured) => {
  const known = new Set(measured), grounds = new Map([[null, ""]]), fresh = new Map();

  function groundsOf(element) {
    if (!grounds.has(element)) {
      const s = getComputedStyle(element);
      const own = [s.backgroundColor, s.backgroundImage, s.opacity, s.filter, s.position];
      grounds.set(element, `${groundsOf(element.parentElement)}\n${own}`);
    }
    return grounds.get(element);
  }
  function bearsText(element) {
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
    const has = element.matches("input, select, textarea") || texts.some((text) => text.data.trim());
    return has && element.checkVisibility({ visibilityProperty: true });
  }
  function isOff(element) {
    const field = element.closest("label")?.control ?? element;
    return Boolean(field.disabled || element.closest("[aria-disabled=true]"));
  }

  for (const element of document.body.querySelectorAll("*")) {
    if (!bearsText(element)) continue;
    const s = getComputedStyle(element);
    const own = [element.tagName, isOff(element), s.color, s.fontSize, s.fontWeight, s.textShadow];
    const look = `${own}${groundsOf(element)}`;
    if (!known.has(look)) fresh.set(look, element);
  }
  const others = { resultTypes: ["violations"], rules: { "color-contrast": { enabled: false } } };
  const contrast = { resultTypes: ["violations"], runOnly: ["color-contrast"] };
  return axe.run(others).then(async ({ violations }) => {
    if (fresh.size) {
      const found = await axe.run({ include: [...fresh.values()] }, contrast);
      violations.push(...found.violations);
    }
    return { violations, looks: [...fresh.keys()] };
  });
}
