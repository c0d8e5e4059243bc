// Browsers keep pages in memory to go back to. After a sign-out, or a decision, such a page is not true any more.
addEventListener("pageshow", (event) => {
  if (event.persisted) {
    location.reload();
  }
});
