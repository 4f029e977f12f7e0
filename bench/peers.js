// The letter by pdfmake: node peers.js FONT COUNT < letter.json, prints seconds and bytes.
const fs = require("fs");
const pdfmake = require("pdfmake");
const [, , regular, bold, count] = process.argv;
const letter = JSON.parse(fs.readFileSync(0, "utf8"));
const fonts = { Letter: { normal: regular, bold: bold } };
if (pdfmake.addFonts) pdfmake.addFonts(fonts);
if (pdfmake.setUrlAccessPolicy) pdfmake.setUrlAccessPolicy(() => false);
function made(number) {
  const lines = letter.lines.map(([text, strong]) => ({ text: text.replaceAll("%N", number), bold: strong, margin: [0, 0, 0, 6] }));
  return { content: lines, defaultStyle: { font: "Letter", fontSize: 10.5 }, pageSize: "A4" };
}
async function one(number) {
  return await pdfmake.createPdf(made(number)).getBuffer();
}
(async () => {
  let size = 0;
  for (let number = 0; number < 2; number++) size = (await one(number)).length;
  const start = process.cpuUsage();
  for (let number = 0; number < Number(count); number++) size = (await one(number)).length;
  console.log(JSON.stringify({ seconds: (({ user, system }) => (user + system) / 1e6)(process.cpuUsage(start)), bytes: size }));
})();
