import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import java.util.TreeMap;

/** Answers with what a function can see of where it runs; fails or waits on request. */
public final class Echo implements RequestHandler<Map<String, Object>, Map<String, Object>> {

  @Override
  public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
    if (event.containsKey("fail")) {
      throw new IllegalStateException((String) event.get("fail"));
    }
    if (event.get("wait") instanceof Integer milliseconds) {
      pause(milliseconds);
    }
    System.out.println("handled " + event.get("n"));
    Map<String, Object> answer = new TreeMap<>();
    answer.put("n", event.get("n"));
    answer.put("java", Runtime.version().feature());
    answer.put("process", ProcessHandle.current().pid());
    answer.put("trace", System.getProperty("com.amazonaws.xray.traceHeader"));
    for (String name :
        new String[] {
          "AWS_ENDPOINT_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"
        }) {
      answer.put(name, System.getenv(name));
    }
    return answer;
  }

  private static void pause(int milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
