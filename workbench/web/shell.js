/* Shows the words for a network without WebSockets when Streamlit's page waits for its line though the server answers. */
(function () {
  'use strict';
  var PATIENCE = 10, ANSWERS_WITHIN = 3000;
  var words = document.getElementById('no-line'), waited = 0, asking = false, watch = null;

  /* Streamlit's own mark on its page; there is none while its scripts are on their way. */
  function line() {
    var app = document.querySelector('[data-test-connection-state]');
    return app ? app.getAttribute('data-test-connection-state') : '';
  }

  /* A line that was there once and is lost is another matter: Streamlit says so, and comes back by itself. */
  function isThere() {
    if (line() !== 'CONNECTED') return false;
    clearInterval(watch);
    words.hidden = true;
    return true;
  }

  /* A server that is away, or a slow network that is still busy, does not answer in time: then nothing is known. */
  function ask() {
    var question = new XMLHttpRequest();
    asking = true;
    question.open('GET', '/_stcore/health');
    question.timeout = ANSWERS_WITHIN;
    question.onload = function () { if (question.status === 200 && !isThere()) words.hidden = false; };
    question.onloadend = function () { asking = false; };
    question.send();
  }

  function look() {
    if (isThere() || !line()) return;
    waited += 1;
    if (waited >= PATIENCE && words.hidden && !asking) ask();
  }

  watch = setInterval(look, 1000);
}());
