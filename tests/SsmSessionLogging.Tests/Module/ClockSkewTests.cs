using SessionLogging.Sandbox.Ssm.Sessions;

namespace SsmSessionLogging.Tests.Module;

/// <summary>The service's clock is two minutes ahead of this machine's, so whoever has just connected did it in this machine's future.</summary>
public sealed class ClockSkewTests : ModuleTest
{
    private static readonly TimeSpan Ahead = TimeSpan.FromMinutes(2);

    protected override SandboxOptions Options => new() { Sessions = 100, SessionRules = new SessionRules { CallsPerSecond = 0 }, Clock = SandboxOptions.ClockAhead(Ahead) };

    [Theory]
    [InlineData("")]
    [InlineData("-State Active")]
    [InlineData("-Days 2")]
    [InlineData("-After ([DateTimeOffset]::UtcNow.AddDays(-1))")]
    [InlineData("-State Active -After ([DateTimeOffset]::UtcNow.AddMinutes(1.5))")]
    public void Who_has_just_connected_is_there_and_the_coverage_says_up_to_when(string parameters)
    {
        Sandbox.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland).Sessions.Add(new StoredSession
        {
            SessionId = "jdoe-0123456789abcdef0", StartDate = Sandbox.Cloud.Clock.GetUtcNow().AddSeconds(-5), Target = "i-0123456789abcdef0", Owner = "arn:aws:iam::111122223333:user/jdoe",
        });
        var before = TimeProvider.System.GetUtcNow() + Ahead;

        var run = Run($"Get-SsmSessionReport -MaxCallsPerSecond 0 -SkipLogStatus -IncludeCoverage {parameters}").ThrowOnError();

        Assert.Contains("jdoe-0123456789abcdef0", run.Texts("SessionId"));
        var coverage = run.Output[^1];
        Assert.Equal(true, coverage.Get("Complete"));
        Assert.InRange((DateTimeOffset)coverage.Get("Before")!, before.AddSeconds(-1), TimeProvider.System.GetUtcNow() + Ahead);
        Assert.All(run.Output.SkipLast(1), record => Assert.InRange((DateTimeOffset)record.Get("ObservedAt")!, before.AddSeconds(-1), TimeProvider.System.GetUtcNow() + Ahead));
    }

    [Fact]
    public void What_lies_in_the_services_future_is_refused_for_its_Region() =>
        Assert.Equal("WindowInFuture", Run("Get-SsmSessionReport -After ([DateTimeOffset]::UtcNow.AddMinutes(10))").ErrorId);
}
