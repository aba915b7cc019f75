using SessionLogging.Sandbox.Ssm.Nodes;
using SessionLogging.Sandbox.Ssm.Sessions;

namespace SessionLogging.Aws.Tests.Sandbox;

public sealed class GeneratedSessionTests : SandboxTest
{
    private static readonly DateTimeOffset Now = new(2024, 10, 15, 21, 22, 5, TimeSpan.Zero);

    protected override SandboxOptions Options => new() { Clock = new FakeTimeProvider(Now) };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(3000)]
    public void There_are_exactly_as_many_as_were_asked_for_each_with_an_id_of_its_own_in_the_order_of_their_starts(int count)
    {
        var sessions = Generate(count);

        Assert.Equal(count, sessions.Count);
        Assert.Equal(count, sessions.Select(session => session.SessionId).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(sessions.Select(session => session.StartDate).Order(), sessions.Select(session => session.StartDate));
        Assert.All(sessions, session => Assert.InRange(session.StartDate, Now.AddDays(-30), Now));
        Assert.All(sessions, session => Assert.Equal(0, session.StartDate.Ticks % TimeSpan.TicksPerMillisecond));
    }

    [Fact]
    public async Task They_are_the_same_in_every_sandbox_and_others_in_every_Region_and_account()
    {
        await using var again = await SandboxServer.StartAsync(Options, Cancel);
        var all = SandboxAccounts.All.SelectMany(account => SandboxAccounts.SeededRegions.Select(region => Generate(100, Server, account.Id, region))).ToList();

        Assert.Equal(all[0], Generate(100, again));
        Assert.Equal(400, all.SelectMany(sessions => sessions).Select(session => session.SessionId).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void A_million_cost_no_memory()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Region().Sessions.Generate(1_000_000);
        var first = Region().Sessions.All.First();

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200_000);
        Assert.InRange(first.StartDate, Now.AddDays(-30), Now.AddDays(-29.9));
    }

    [Fact]
    public void Most_start_in_the_office_hours_of_working_days_and_some_at_every_hour()
    {
        var starts = Generate(20_000).Select(session => session.StartDate).ToList();

        var atWork = starts.Count(start => start.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && start.Hour is >= 7 and < 18);
        Assert.InRange(atWork / (double)starts.Count, 0.8, 0.95);
        Assert.Equal(24, starts.Select(start => start.Hour).Distinct().Count());
        Assert.Equal(7, starts.Select(start => start.DayOfWeek).Distinct().Count());
    }

    [Fact]
    public void Every_kind_that_the_service_knows_is_among_them()
    {
        var sessions = Generate(5000);

        Assert.Superset(new HashSet<string?>(["Failed", "Disconnected", null]), sessions.Select(session => session.Status).ToHashSet());
        Assert.Superset(new HashSet<string?>(["Standard", "JustInTime", null]), sessions.Select(session => session.AccessType).ToHashSet());
        Assert.Superset(new HashSet<string?>(["i", "mi", "ecs"]), sessions.Select(session => session.Target?.Split('-', ':')[0]).ToHashSet());
        Assert.Superset(
            new HashSet<string?>([Seeds.AwsDocument, "AWS-StartSSHSession", SessionSeeds.Preferences, SessionSeeds.CustomDocument, SessionSeeds.InteractiveDocument, "AmazonECS-ExecuteInteractiveCommand", null]),
            sessions.Select(session => session.DocumentName).ToHashSet());
        Assert.Superset(new HashSet<string?>(["<script>alert(1)</script>", "=cmd|'/C calc'!A0", null]), sessions.Select(session => session.Reason).ToHashSet());
        Assert.Contains(sessions, session => session.OutputUrl is null);
        Assert.Contains(sessions, session => session.OutputUrl == new StoredOutputUrl());
        Assert.Contains(sessions, session => session.OutputUrl?.S3OutputUrl?.StartsWith("https://eu-west-1.console.aws.amazon.com/s3/object/", StringComparison.Ordinal) == true);
        Assert.Contains(sessions, session => session.Owner!.EndsWith(":root", StringComparison.Ordinal));
        Assert.Contains(sessions, session => session.Owner!.Contains("/AWSReservedSSO_", StringComparison.Ordinal));
        Assert.Contains(sessions, session => session.Owner!.Contains(":user/", StringComparison.Ordinal));
        Assert.Contains(sessions, session => session is { Status: "Failed", EndDate: null });
        Assert.All(sessions, session => Assert.Equal(session.DocumentName == "AmazonECS-ExecuteInteractiveCommand", session.SessionId.StartsWith("ecs-execute-command-", StringComparison.Ordinal)));
        Assert.All(sessions, session => Assert.True(session.SessionId.Length <= 96 && session.Owner!.Length <= 256 && session.Reason?.Length is null or > 0 and <= 256));
    }

    [Fact]
    public void Sessions_go_to_the_nodes_that_there_are_and_to_a_few_that_are_gone()
    {
        var nodes = Region().Nodes.All.Select(node => node.InstanceId).ToHashSet(StringComparer.Ordinal);
        var targets = Generate(5000).Select(session => session.Target!).Where(target => !target.StartsWith("ecs:", StringComparison.Ordinal)).ToList();

        Assert.Equal(2, targets.Where(target => !nodes.Contains(target)).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains(Region().Nodes.All, node => node is { ComputerName: null });
        Assert.Contains(Region().Nodes.All, node => node.PlatformType == "Windows");
    }

    private SessionLogging.Sandbox.State.RegionState Region() => Server.Account(SandboxAccounts.First.Id).Region(SandboxAccounts.Ireland);

    private List<StoredSession> Generate(int count) => Generate(count, Server);

    private static List<StoredSession> Generate(int count, SandboxServer sandbox, string? account = null, string region = SandboxAccounts.Ireland)
    {
        var sessions = sandbox.Account(account ?? SandboxAccounts.First.Id).Region(region).Sessions;
        sessions.Generate(count);
        return [.. sessions.All];
    }
}
