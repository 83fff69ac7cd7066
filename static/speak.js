// Reads aloud what the server wrote into `data-speak`, with a voice of the device in the page's language.
// Without one the button stays hidden, and the sentence of `data-without-voice` stands.
(() => {
  "use strict";
  const speech = window.speechSynthesis;
  const buttons = document.querySelectorAll("[data-speak]");
  if (!speech || !buttons.length) return;

  const voiceFor = (button) =>
    speech.getVoices().find(({ lang }) => lang.replace("_", "-").toLowerCase().startsWith(button.dataset.speakLanguage));

  function offer() {
    for (const button of buttons) {
      button.hidden = !voiceFor(button);
      const without = button.parentElement.querySelector("[data-without-voice]");
      if (without) without.hidden = !button.hidden;
    }
  }

  for (const button of buttons)
    button.addEventListener("click", () => {
      if (speech.speaking) return speech.cancel(); // a second tap is enough of it
      const words = new SpeechSynthesisUtterance(button.dataset.speak);
      words.voice = voiceFor(button);
      words.lang = words.voice.lang;
      words.rate = 0.85;
      speech.speak(words);
    });

  offer();
  speech.addEventListener?.("voiceschanged", offer); // some devices bring their voices later
})();
