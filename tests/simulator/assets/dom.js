/** Makes an element; `null` and `false` among the children are left out. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children.filter(Boolean));
  return made;
}

/** A text node. */
export function text(value) {
  return document.createTextNode(value);
}
