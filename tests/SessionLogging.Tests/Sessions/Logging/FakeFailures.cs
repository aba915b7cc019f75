using SessionLogging.Accounts;

namespace SessionLogging.Tests.Sessions.Logging;

internal static class FakeFailures
{
    public static AwsCallException Denied(string service, string operation) =>
        new(AwsCallFailure.Denied, service, operation, "AccessDeniedException", "r-1", 403, "not authorized");

    public static AwsCallException Unreachable(string service, string operation) =>
        new(AwsCallFailure.Unreachable, service, operation, null, null, null, "connection refused");

    public static AwsCallException NotFound(string service, string operation) =>
        new(AwsCallFailure.NotFound, service, operation, "ResourceNotFoundException", "r-2", 404, "there is none");
}
