package dev.palisade.page;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Http;
import dev.palisade.page.http.Request;
import dev.palisade.page.route.Router;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * Loads before SnapStart's snapshot what the first visitor would have to load: the templates, the
 * style sheet, the pages of somebody who is not signed in. It reads no secret, calls nothing, and
 * takes no random number.
 *
 * @param router what is primed
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/snapstart-best-practices.html">SnapStart
 *     best practices</a>
 */
record PagePriming(Router router) implements Resource {

  /** Registers the priming. Keep what is returned: the context holds it only weakly. */
  static PagePriming of(Router router) {
    PagePriming priming = new PagePriming(router);
    Core.getGlobalContext().register(priming);
    return priming;
  }

  @Override
  public void beforeCheckpoint(Context<? extends Resource> context) {
    for (String path :
        new String[] {"/style.css", "/page.js", "/icon.svg", "/signed-out", "/cases"}) {
      router.answer(Request.of(event(path))).response();
    }
  }

  private static APIGatewayV2HTTPEvent event(String path) {
    return APIGatewayV2HTTPEvent.builder()
        .withRawPath(path)
        .withRequestContext(
            RequestContext.builder().withHttp(Http.builder().withMethod("GET").build()).build())
        .build();
  }

  @Override
  public void afterRestore(Context<? extends Resource> context) {
    // Nothing was opened that must be opened again.
  }
}
