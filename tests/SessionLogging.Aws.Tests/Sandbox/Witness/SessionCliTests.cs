using Microsoft.Extensions.Time.Testing;
using SessionLogging.Sandbox;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Aws.Tests.Sandbox.Witness;

public sealed class SessionCliTests : CliWitness
{
    internal override string Service => "ssm";

    /// <summary>start-session hands what it was answered to this.</summary>
    internal override string Helper => "session-manager-plugin";

    internal override IReadOnlyList<CliStep> Steps { get; } =
    [
        new("DescribeSessions", "--state", "Active") { Query = "Sessions[].Status", Prints = "Connected Connected Disconnected Connected Connected" },
        new("DescribeSessions", "--state", "History", "--page-size", "20") { Query = "length(Sessions)", Prints = "20\n20\n10" },
        new("DescribeSessions", "--state", "History", "--filters", "key=InvokedAfter,value=2024-10-15T21:00:00Z", "key=InvokedBefore,value=2024-10-15T21:00:01Z") { Query = "length(Sessions)", Prints = "0" },
        new("DescribeSessions", "--state", "History", "--filters", "key=Wrong,value=x") { Fails = "ValidationException" },
        new("DescribeSessions", "--state", "History", "--starting-token", "eyJOZXh0VG9rZW4iOiAieCJ9") { Fails = "InvalidNextToken" },
        new("ResumeSession", "--session-id", "o'neil_2-h7jk76rm183vrzvv4uanyer6cc") { Query = "contains(StreamUrl, 'h7jk76rm183vrzvv4uanyer6cc?role=publish_subscribe&cell-number=AAEAA')", Prints = "True" },
        new("ResumeSession", "--session-id", "none") { Fails = "DoesNotExistException" },
        new("TerminateSession", "--session-id", "o'neil_2-h7jk76rm183vrzvv4uanyer6cc") { Query = "SessionId", Prints = "o'neil_2-h7jk76rm183vrzvv4uanyer6cc" },
        new("StartSession", "--target", "i-02364c470a5f0bfd8", "--reason", "to see") { Prints = "" },
        new("StartSession", "--target", "i-none") { Fails = "TargetNotConnected" },
        new("DescribeSessions", "--state", "Active", "--filters", "key=Target,value=i-02364c470a5f0bfd8") { Query = "Sessions[].[Status,Owner,Reason]", Prints = "Connecting arn:aws:iam::111122223333:user/sandbox to see" },
        new("DescribeInstanceInformation", "--page-size", "50") { Query = "length(InstanceInformationList)", Prints = "50\n14" },
    ];

    protected override SandboxOptions Options => new()
    {
        Clock = new FakeTimeProvider(new DateTimeOffset(2024, 10, 15, 21, 22, 5, TimeSpan.Zero)),
        Sessions = 55,
        SessionRules = new SessionRules { CallsPerSecond = 0 },
    };
}
