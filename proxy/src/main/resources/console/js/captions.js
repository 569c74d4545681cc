// Where the captions of a play stand in the picture. Pure.

/** The height of a line of a caption's text, and of the card around so many lines. */
export const captionLine = 14;

export function cardHeight(lines) {
  return lines.length * captionLine + 6;
}

/** Breaks a text into at most `most` lines that fit, by a function that measures; the last one says that there is more. */
export function wrapText(text, room, measure, most) {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    const longer = line ? `${line} ${word}` : word;
    if (!line || measure(longer) <= room) lines[lines.length - 1] = longer;
    else if (lines.length < most) lines.push(word);
    else {
      lines[lines.length - 1] = ellipsis(line, room, measure);
      break;
    }
  }
  return lines;
}

/** Each caption with the y of its moment and the top of its card; cards make room for each other downwards. */
export function placeCaptions(captions, yOf, heightOf) {
  let lowest = -Infinity;
  return captions.map(caption => {
    const y = yOf(caption.t);
    const height = heightOf(caption);
    const top = Math.max(y - 10, lowest + 3);
    lowest = top + height;
    return { caption, y, top, height };
  });
}

function ellipsis(line, room, measure) {
  let kept = line;
  while (kept && measure(`${kept} …`) > room) kept = kept.slice(0, -1);
  return `${kept.trimEnd()} …`;
}
