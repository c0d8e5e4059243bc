package dev.palisade.e2e;

/**
 * The people of the hub: two whom policy lets approve and operate, and one whom it does not name.
 * All have the same rights in AWS: to look, and to ask the desk.
 */
final class People {

  private static final String RIGHTS =
      """
      {"Version":"2012-10-17","Statement":[
        {"Effect":"Allow","Action":["dynamodb:GetItem","dynamodb:Query"],
         "Resource":"arn:aws:dynamodb:*:%1$s:table/palisade*"},
        {"Effect":"Allow","Action":"lambda:InvokeFunction",
         "Resource":"arn:aws:lambda:*:%1$s:function:palisade-desk:live"},
        {"Effect":"Allow","Action":"cloudformation:DescribeStacks",
         "Resource":"arn:aws:cloudformation:*:%1$s:stack/PalisadeHub/*"},
        {"Effect":"Allow",
         "Action":["appconfig:StartConfigurationSession","appconfig:GetLatestConfiguration"],
         "Resource":"arn:aws:appconfig:*:%1$s:application/*"}]}\
      """;

  private final Person maya;
  private final Person noor;
  private final Person stranger;

  People(LocalSystem system) {
    this.maya = person(system, "maya");
    this.noor = person(system, "noor");
    this.stranger = person(system, "stranger");
  }

  private static Person person(LocalSystem system, String name) {
    return new Person(
        system, system.clients().user(LocalSystem.HUB, name, RIGHTS.formatted(LocalSystem.HUB)));
  }

  Person maya() {
    return maya;
  }

  Person noor() {
    return noor;
  }

  /** In no group and of no role. */
  Person stranger() {
    return stranger;
  }
}
