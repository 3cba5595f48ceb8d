// Photographs to hand in, taken in the browser itself: real JPEGs, each with words that tell it from the others.
const SIZE = { width: 1200, height: 1600 }

export async function photographs(browser, titles) {
  const page = await browser.newPage()
  try {
    const pictures = []
    for (const title of titles) pictures.push(await page.evaluate(draw, { title, ...SIZE }))
    return pictures.map((picture, at) => ({ name: `IMG_${2041 + at}.jpg`, mimeType: 'image/jpeg', buffer: Buffer.from(picture, 'base64') }))
  } finally {
    await page.close()
  }
}

/* This runs in the page. */
function draw({ title, width, height }) {
  const canvas = Object.assign(document.createElement('canvas'), { width, height })
  const pen = canvas.getContext('2d')
  const light = pen.createLinearGradient(0, 0, width, height)
  light.addColorStop(0, '#fdfcf8')
  light.addColorStop(1, '#d9d4c8')
  pen.fillStyle = light
  pen.fillRect(0, 0, width, height)
  pen.fillStyle = '#26282c'
  pen.font = '600 96px sans-serif'
  pen.fillText(title, 90, 200)
  pen.fillStyle = '#8b8f96'
  for (let line = 0; line < 14; line++) pen.fillRect(90, 320 + line * 84, 560 + ((line * 337) % 460), 26)
  return canvas.toDataURL('image/jpeg', 0.9).split(',')[1]
}
