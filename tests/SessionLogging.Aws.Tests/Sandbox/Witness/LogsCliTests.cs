using SessionLogging.Sandbox;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class LogsCliTests : CliWitness
{
    private const string Group = "/made/by-the-cli";
    private static readonly string Time = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds().ToString(System.Globalization.CultureInfo.InvariantCulture);

    internal override string Service => "logs";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("CreateLogGroup", "--log-group-name", Group),
        new("CreateLogGroup", "--log-group-name", Group) { Fails = "ResourceAlreadyExistsException" },
        new("PutRetentionPolicy", "--log-group-name", Group, "--retention-in-days", "14"),
        new("AssociateKmsKey", "--log-group-name", Group, "--kms-key-id", Seeds.KeyArn),
        new("DescribeLogGroups", "--log-group-name-prefix", "/made", "--page-size", "1") { Query = "logGroups[].[logGroupName,retentionInDays,kmsKeyId]", Prints = $"{Group} 14 {Seeds.KeyArn}" },
        new("CreateLogStream", "--log-group-name", Group, "--log-stream-name", "jdoe-1"),
        new("PutLogEvents", "--log-group-name", Group, "--log-stream-name", "jdoe-1", "--log-events", $"timestamp={Time},message=hello"),
        new("DescribeLogStreams", "--log-group-name", Group, "--order-by", "LastEventTime") { Query = "logStreams[].[logStreamName,lastEventTimestamp]", Prints = $"jdoe-1 {Time}" },
        new("GetLogEvents", "--log-group-name", Group, "--log-stream-name", "jdoe-1") { Query = "events[].[timestamp,message]", Prints = $"{Time} hello" },
        new("DeleteLogGroup", "--log-group-name", Group),
    ];
}
