/**
 * Draws what every topic page has: the bar at the top, the form to join, the list of events.
 * It is about these pages, not about calls: leave it out when you copy a sample.
 */
const title = document.querySelector('title');
const [en] = title.textContent.split(' · ');
const [zh] = title.dataset.zh.split(' · ');
const main = document.querySelector('main');
main.classList.add('stack', 'topic');

const header = document.createElement('header');
header.className = 'top';
header.innerHTML = `
  <a class="brand" href="/" data-own><img src="/samples/shared/logo.svg" alt="">Liuyun</a>
  <span class="where"></span>
  <div class="rest">
    <span class="pill" id="state" role="status" data-zh="未登录">Not logged in</span>
    <button class="button quiet small" data-switch-language>中文</button>
  </div>`;
header.querySelector('.where').textContent = en;
header.querySelector('.where').dataset.zh = zh;
document.body.prepend(header);

const form = document.createElement('form');
form.className = 'row';
form.id = 'join-form';
form.innerHTML = `
  <label class="field"><span data-zh="房间">Room</span><input id="room" required maxlength="128" autocomplete="off" spellcheck="false"></label>
  <label class="field"><span data-zh="您的名字">Your name</span><input id="name" required maxlength="64" autocomplete="off"></label>
  <button class="button primary" id="join" data-zh="加入">Join</button>
  <button class="button danger" id="leave" type="button" hidden data-zh="离开">Leave</button>
  <a class="button" id="second" target="_blank" rel="opener" data-zh="再开一个标签页">Open a second tab</a>`;
const notice = document.createElement('p');
Object.assign(notice, { className: 'notice', id: 'message', hidden: true });
notice.setAttribute('role', 'alert');
notice.dataset.state = 'bad';
main.querySelector('.intro').after(form, notice);

const events = document.createElement('details');
events.className = 'card events';
events.open = true;
events.innerHTML = `<summary data-zh="事件">Events</summary>
  <p class="hint" data-zh="SDK 告知的事情会列在这里，最新的在最上面。">What the SDK tells appears here, newest first.</p>
  <ol id="events" tabindex="0" aria-label="Events" data-zh-aria-label="事件"></ol>`;
main.append(events);
