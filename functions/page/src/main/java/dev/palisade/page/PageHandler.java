package dev.palisade.page;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import dev.palisade.page.http.Answer;
import dev.palisade.page.http.Request;
import dev.palisade.page.route.Router;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.lambda.powertools.logging.PowertoolsLogging;
import software.amazon.lambda.powertools.metrics.Metrics;
import software.amazon.lambda.powertools.metrics.MetricsFactory;
import software.amazon.lambda.powertools.metrics.model.MetricUnit;

/**
 * The function {@code palisade-page}, behind a function URL that anybody may call. Every answer has
 * the same protective headers, also where something is broken.
 */
public final class PageHandler
    implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

  private static final Logger LOG = LoggerFactory.getLogger(PageHandler.class);

  private final Router router;
  private final PagePriming priming;

  /** The function as deployed. */
  public PageHandler() {
    this(PageWiring.ofThisProcess());
  }

  PageHandler(Router router) {
    this.router = router;
    this.priming = PagePriming.of(router);
  }

  @Override
  public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
    return PowertoolsLogging.withLogging(context, () -> handle(event));
  }

  private APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
    Metrics metrics = MetricsFactory.getMetricsInstance();
    metrics.setNamespace("Palisade");
    metrics.setRaiseOnEmptyMetrics(false);
    try {
      Answer answer = answer(event);
      if (answer.status() == 403) {
        metrics.addMetric("PageRefused", 1, MetricUnit.COUNT);
      }
      return answer.response();
    } catch (SdkException | IllegalStateException e) {
      LOG.error("a page could not be made", e);
      metrics.addMetric("PageFailed", 1, MetricUnit.COUNT);
      return Router.broken().response();
    } finally {
      metrics.flush();
    }
  }

  private Answer answer(APIGatewayV2HTTPEvent event) {
    try {
      return router.answer(Request.of(event));
    } catch (Request.MalformedException e) {
      return Router.malformed(e);
    }
  }

  /** Keeps the priming reachable, which the context holds only weakly. */
  PagePriming priming() {
    return priming;
  }
}
