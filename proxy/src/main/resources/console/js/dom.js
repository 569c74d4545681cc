// Elements, made by hand. A property that starts with "on" is a listener, every other one an attribute;
// `false`, null and undefined leave an attribute or a child out.

const svgNamespace = 'http://www.w3.org/2000/svg';

/** An HTML element: h('p', {class: 'note'}, 'text', child). */
export function h(tag, properties, ...children) {
  return furnish(document.createElement(tag), properties, children);
}

/** An SVG element. */
export function svg(tag, properties, ...children) {
  return furnish(document.createElementNS(svgNamespace, tag), properties, children);
}

/** Replaces all that an element holds. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat(3).filter(isShown));
  return element;
}

/** The element with this id. */
export function byId(id) {
  return document.getElementById(id);
}

function furnish(element, properties, children) {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children.flat(3).filter(isShown));
  return element;
}

function isShown(child) {
  return child !== null && child !== undefined && child !== false;
}
