using SessionLogging.Benchmarks;
using SessionLogging.Benchmarks.Archives;
using SessionLogging.Benchmarks.Logs;
using SessionLogging.Sandbox;
using SessionLogging.Sandbox.Faults;
using SessionLogging.Sandbox.Ssm.Sessions;

if (args is [SerialReading.Argument, var address, .. var regions])
{
    await SerialReading.RunAsync(address, regions);
    return;
}

if (args is [ArchiveBench.Argument])
{
    await ArchiveBench.RunAsync();
    return;
}

if (args is [LogBench.Argument])
{
    await LogBench.RunAsync();
    return;
}

if (args is [RolloutBench.Argument, .. var numbers])
{
    await RolloutBench.RunAsync(numbers.Length > 0 ? int.Parse(numbers[0], CultureInfo.InvariantCulture) : 400);
    return;
}

if (args is [OrganizationBench.Argument, .. var sizes])
{
    await OrganizationBench.RunAsync(sizes.Length == 0 ? [25, 400] : [.. sizes.Select(size => int.Parse(size, CultureInfo.InvariantCulture))]);
    return;
}

(Scenario Scenario, Contender[] Contenders)[] runs =
[
    (Scenario.Quota, [Contender.Report(5.9), Contender.Cli(200), Contender.Cli(0), Contender.SerialSdk]),
    (Scenario.QuotaInEightRegions, [Contender.Report(5.9)]),
    (Scenario.NoQuota, [Contender.Report(0), Contender.Cli(200), Contender.Cli(0), Contender.SerialSdk]),
    (Scenario.Million, [Contender.Report(0), Contender.Report(0, "WorkedOut"), Contender.SerialSdk]),
];

Console.WriteLine("One run each, in turn, against the sandbox on this machine. Seconds run from the first call to the last answer; of the AWS CLI, whose");
Console.WriteLine("start is part of it, the whole process. Peak: megabytes above the same process after its first answer. Per CPU second: the process's own.");
Console.WriteLine();
Console.WriteLine($"{"conditions",-33}{"by",-52}{"sessions",9}{"calls",7}{"throttled",11}{"seconds",9}{"sessions/s",12}{"of quota",10}{"peak",7}{"/CPU s",9}");
foreach (var (scenario, contenders) in runs.Where(run => args.Length == 0 || run.Scenario.Name.Contains(args[0], StringComparison.Ordinal)))
{
    foreach (var contender in contenders)
    {
        Console.WriteLine(await MeasureAsync(scenario, contender));
    }
}

static async Task<string> MeasureAsync(Scenario scenario, Contender contender)
{
    await using var sandbox = await SandboxServer.StartAsync(
        new SandboxOptions { Sessions = 0, SessionRules = new SessionRules { CallsPerSecond = scenario.CallsPerSecond } }, CancellationToken.None);
    foreach (var region in scenario.Regions)
    {
        sandbox.Account(SandboxAccounts.First.Id).Region(region).Sessions.Generate(scenario.SessionsPerRegion);
    }

    if (scenario.LatencySeconds > 0)
    {
        sandbox.Faults.Add(new SandboxFault { Kind = FaultKind.Latency, Operation = "DescribeSessions", Seconds = scenario.LatencySeconds });
    }

    try
    {
        return Row(scenario, contender, await contender.RunAsync(scenario, sandbox.Url, CancellationToken.None), sandbox);
    }
    catch (System.ComponentModel.Win32Exception)
    {
        return string.Create(CultureInfo.InvariantCulture, $"{scenario.Name,-33}{contender.Name,-52}{"is not installed",16}");
    }
}

static string Row(Scenario scenario, Contender contender, Outcome outcome, SandboxServer sandbox)
{
    var calls = sandbox.Calls.All.Where(call => call.Operation == "DescribeSessions" && scenario.Regions.Contains(call.Region, StringComparer.Ordinal)).ToList();
    var throttled = calls.Count(call => call.ErrorCode == "ThrottlingException");
    var perSecond = outcome.Sessions / outcome.Took.TotalSeconds;
    return string.Create(
        CultureInfo.InvariantCulture,
        $"{scenario.Name,-33}{contender.Name,-52}{outcome.Sessions,9}{calls.Count,7}{throttled,11}{outcome.Took.TotalSeconds,9:0.0}{perSecond,12:0}{perSecond / scenario.Ceiling,10:0%}{outcome.PeakMegabytes,7:0}{outcome.Sessions / outcome.CpuSeconds,9:0}");
}
