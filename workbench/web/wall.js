/* Swaps the middle of the projector's page when it has changed. Written for old browsers too: televisions have them. */
(function () {
  'use strict';
  var EVERY = 3, SLOWEST = 15, TIMEOUT = 8000;
  var main = document.getElementById('wall'), said = document.getElementById('said');
  var line = document.getElementById('line');
  var mark = main.getAttribute('data-mark'), ends = [], rung = [], failures = 0, timer = null;
  var still = window.matchMedia && window.matchMedia('(prefers-reduced-motion: reduce)').matches;

  function stopwatch() { return window.performance ? performance.now() : Date.now(); }

  function all(what) { return Array.prototype.slice.call(main.querySelectorAll(what)); }

  function say(text, where) { if (where.textContent !== text) where.textContent = text; }

  function announce() {
    say(all('[data-says]').map(function (node) { return node.textContent; }).join('. '), said);
  }

  function minutes(node, left) {
    var most = Number(node.getAttribute('data-most')) || 5999;
    var whole = Math.ceil(Math.min(left, most));
    var seconds = whole % 60;
    if (left <= 0) return node.getAttribute('data-over');
    return Math.floor(whole / 60) + ':' + (seconds < 10 ? '0' : '') + seconds + ' ' + node.getAttribute('data-beside');
  }

  function count(left) {
    if (still || left > 3) return '';
    return left > 0 ? String(Math.max(1, Math.ceil(left))) : '';
  }

  function tick() {
    all('[data-clock]').forEach(function (node, n) {
      var left = Math.max(0, ((ends[n] || 0) - stopwatch()) / 1000);
      say(node.getAttribute('data-clock') === 'count' ? count(left) : minutes(node, left), node);
      if (left <= 0 && !rung[n]) { rung[n] = true; soon(); }
    });
  }

  function setClocks(clocks) {
    ends = clocks.map(function (left) { return stopwatch() + left * 1000; });
    rung = clocks.map(function (left) { return left <= 0; });
    tick();
  }

  function swap(answer) {
    if (answer.html !== undefined && answer.mark !== mark) {
      main.innerHTML = answer.html;
      mark = answer.mark;
      announce();
    }
    setClocks(answer.clocks);
  }

  function lost() {
    failures += 1;
    if (failures >= 2) say(line.getAttribute('data-lost'), line);
    again(Math.min(EVERY * Math.max(1, failures / 2), SLOWEST));
  }

  function ask() {
    var question = new XMLHttpRequest();
    question.open('GET', '/wall/now?mark=' + encodeURIComponent(mark));
    question.timeout = TIMEOUT;
    question.onload = function () {
      var answer = null;
      if (question.status === 404) { location.reload(); return; }
      try { answer = question.status === 200 && JSON.parse(question.responseText); } catch (broken) { answer = null; }
      if (!answer) { lost(); return; }
      failures = 0;
      say('', line);
      swap(answer);
      again(EVERY);
    };
    question.onerror = question.ontimeout = lost;
    question.send();
  }

  function again(seconds) { clearTimeout(timer); timer = setTimeout(ask, seconds * 1000); }

  function soon() { again(0.2); }

  window.addEventListener('online', soon);
  window.addEventListener('offline', function () { failures = 2; say(line.getAttribute('data-lost'), line); });
  setClocks(JSON.parse(main.getAttribute('data-clocks')));
  setInterval(tick, 200);
  again(EVERY);
})();
