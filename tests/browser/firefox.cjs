// Drives a Firefox through what the site is for; test_firefox.py says where and reads the answer.
// node firefox.cjs FIREFOX NAME=ADDRESS... prints, for each, what was found and what was asked for.
const puppeteer = require("puppeteer-core");

const ERROR =
  'error processing pvc "shop/cart": scratch PVC API create errored: persistentvolumeclaims ' +
  '"cart-scratch" is forbidden: exceeded quota: shop-quota, requested: requests.storage=20Gi, ' +
  "used: requests.storage=82Gi, limited: requests.storage=100Gi\n";
const PREFERENCES = {
  "app.normandy.enabled": false,
  "app.update.disabledForTesting": true,
  "browser.safebrowsing.blockedURIs.enabled": false,
  "datareporting.policy.dataSubmissionEnabled": false,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
};

const listen = () => {
  globalThis.broken = [];
  document.addEventListener("securitypolicyviolation", (event) => {
    globalThis.broken.push(`${event.effectiveDirective} ${event.blockedURI}`);
  });
};

/** Presses a key with Control, as a person would. */
async function control(page, key) {
  await page.keyboard.down("Control");
  await page.keyboard.press(key);
  await page.keyboard.up("Control");
}

/** Takes a text into the clipboard. A made event holds none in Firefox, so this one is real. */
async function copy(page, text) {
  await page.evaluate((value) => {
    const field = document.createElement("textarea");
    field.id = "copied";
    field.value = value;
    document.body.append(field);
    field.select();
  }, text);
  await control(page, "c");
  await page.evaluate(() => document.getElementById("copied").remove());
}

/** Opens the site's diagnosis by its own link, and returns how many answers it offers. */
async function diagnosed(page) {
  // A headless Firefox has no layout for what is off the screen: the link itself is clicked.
  await page.evaluate(() => {
    [...document.querySelectorAll("a[href*='diagnose/index.html']")].at(-1).click();
  });
  await page.waitForSelector(".bangdex-choice");
  return page.$$eval(".bangdex-choice", (all) => all.length);
}

async function visit(browser, address) {
  const page = await browser.newPage();
  const asked = [];
  const errors = [];
  page.on("request", (request) => asked.push(request.url()));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.evaluateOnNewDocument(listen);
  await page.goto(address);
  await copy(page, ERROR);
  await page.keyboard.press("/");
  await page.waitForSelector("dialog[open]");
  await page.keyboard.type("!crashloopbackoff ");
  await page.waitForSelector("[data-bangdex-hit]");
  const found = await page.$$eval("[data-bangdex-hit]", (all) => all.map((one) => one.dataset.id));
  await control(page, "v");
  await page.waitForSelector(".bangdex-claim--match");
  const matched = await page.$eval(".bangdex-claim--match", (claim) => claim.dataset.id);
  await page.$eval(".bangdex-claim--match a.bangdex-button", (link) => link.click());
  await page.waitForFunction(() => document.title.includes("cdi-3"));
  await page.waitForFunction(() => document.querySelector(".bangdex-var--filled"));
  const commands = await page.$$eval(".bangdex-command code", (all) =>
    all.map((one) => one.textContent).filter((text) => text.includes(" shop ")),
  );
  const broken = await page.evaluate(() => globalThis.broken);
  const choices = await diagnosed(page);
  broken.push(...(await page.evaluate(() => globalThis.broken)));
  await page.close();
  const foreign = asked.filter((url) => !/^(data|file|blob):/.test(url));
  return { found, matched, commands, choices, heard: asked.length, foreign, broken, errors };
}

async function main([executablePath, ...addresses]) {
  const browser = await puppeteer.launch({
    browser: "firefox",
    executablePath,
    headless: true,
    extraPrefsFirefox: PREFERENCES,
  });
  try {
    const all = {};
    for (const named of addresses) {
      const [name, address] = named.split(/=(.*)/s);
      all[name] = await visit(browser, address);
    }
    console.log(JSON.stringify({ version: await browser.version(), all }));
  } finally {
    await browser.close();
  }
}

main(process.argv.slice(2)).catch((error) => {
  console.error(error);
  process.exit(1);
});
