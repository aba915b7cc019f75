using SessionLogging.Preferences.Document;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Tests.Preferences.Editing;

/// <summary>Fails each call of each kind of change in each way: once, and from then on.</summary>
public sealed class EveryCallFailsTests
{
    private static readonly PreferenceEdit Wish = Edits.Of("S3BucketName", "logs").Then(Edits.Of("S3EncryptionEnabled", "true"));

    private static readonly TimeSpan Old = TimeSpan.FromMinutes(10);

    private static readonly Dictionary<string, Change> Changes = new()
    {
        ["create"] = new(() => new EditBench()),
        ["change"] = new(() => new EditBench().Settled()),
        ["change that takes its time"] = new(() =>
        {
            var bench = new EditBench().Settled();
            bench.Documents.LooksUntilActive = 2;
            return bench;
        }),
        ["rollback"] = new(() => new EditBench().Settled(("S3BucketName", "logs"), ("S3EncryptionEnabled", "true")).Settled()),
        ["unchanged"] = new(() => new EditBench().Settled(("S3BucketName", "logs"), ("S3EncryptionEnabled", "true"))),
        ["finish"] = new(() => new EditBench().Settled().Draft(Old, ("S3BucketName", "logs"), ("S3EncryptionEnabled", "true")), BaseVersion.Latest),
        ["finish and change"] = new(() => new EditBench().Settled().Draft(Old, ("KmsKeyId", "alias/a")), BaseVersion.Latest),
        ["drop"] = new(() => new EditBench().Settled().Draft(Old, ("KmsKeyId", "alias/a")), BaseVersion.Default, Drops: "KmsKeyId"),
    };

    private static readonly CallFault[] Once =
    [
        CallFault.LostRequest, CallFault.LostAnswer, CallFault.LateRequest, CallFault.Resent, CallFault.Throttled, CallFault.ResentAndThrottled,
        CallFault.Denied, CallFault.ResentAndDenied, CallFault.CrashBefore, CallFault.CrashAfter,
    ];

    private static readonly CallFault[] FromThenOn = [CallFault.LostRequest, CallFault.LostAnswer, CallFault.Throttled, CallFault.Denied];

    public static TheoryData<string, int, CallFault, bool> Faults
    {
        get
        {
            var rows = new TheoryData<string, int, CallFault, bool>();
            foreach (var (name, change) in Changes)
            {
                for (var call = OperationsOf(change).Count; call > 0; call--)
                {
                    foreach (var fault in Once)
                    {
                        rows.Add(name, call, fault, false);
                    }

                    foreach (var fault in FromThenOn)
                    {
                        rows.Add(name, call, fault, true);
                    }
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public void The_document_is_unchanged_or_the_error_says_what_is_not_and_running_again_ends_right(string name, int call, CallFault fault, bool fromThenOn)
    {
        var change = Changes[name];
        var bench = change.Arrange();
        var before = State(bench);

        var run = bench.Apply(Wish, change.BaseVersion, (n, _) => n == call || (fromThenOn && n > call) ? fault : CallFault.None);

        if (run.IsAcknowledged)
        {
            Stands(bench, change);
        }
        else if (!run.Crashed)
        {
            IsNamed(run, before, bench);
        }

        var again = bench.Apply(Wish, change.BaseVersion);
        if (again.Failure is { ErrorId: "DefaultVersionDiffers" } differs)
        {
            Assert.Contains("-BaseVersion Latest", differs.RecommendedAction!, StringComparison.Ordinal);
            again = bench.Apply(Wish, BaseVersion.Latest);
        }

        Assert.True(again.IsAcknowledged, $"{run}\n{again}");
        Stands(bench, change);
    }

    [Theory]
    [InlineData(CallFault.LostRequest)]
    [InlineData(CallFault.LostAnswer)]
    [InlineData(CallFault.LateRequest)]
    [InlineData(CallFault.Resent)]
    [InlineData(CallFault.Throttled)]
    [InlineData(CallFault.ResentAndThrottled)]
    public void A_fault_that_passes_is_overcome_once_something_is_sent(CallFault fault)
    {
        foreach (var (name, change) in Changes)
        {
            var operations = OperationsOf(change);
            var sent = operations.FindIndex(operation => operation is "CreateDocument" or "UpdateDocument" or "UpdateDocumentDefaultVersion") + 1;
            for (var call = sent; sent > 0 && call <= operations.Count; call++)
            {
                var bench = change.Arrange();

                var run = bench.Apply(Wish, change.BaseVersion, (n, _) => n == call ? fault : CallFault.None);

                Assert.True(run.IsAcknowledged, $"{name}, call {call}: {run}");
            }
        }
    }

    private static void IsNamed(WriterRun run, (int? Latest, int? Default) before, EditBench bench)
    {
        var (latest, defaultNumber) = State(bench);
        var message = run.Failure!.Message;
        switch (run.Failure.ErrorId)
        {
            case "ChangeUncertain":
                Assert.Contains(before.Latest is { } known ? $"the latest version before was {known}." : "there was no document before.", message, StringComparison.Ordinal);
                break;
            case "VersionNotPromoted":
                Assert.Contains($"Version {latest} of", message, StringComparison.Ordinal);
                Assert.Contains($"the default is still {defaultNumber}.", message, StringComparison.Ordinal);
                Assert.Contains(Edits.Target.CommandToSettleOn(BaseVersion.Latest), run.Failure.RecommendedAction!, StringComparison.Ordinal);
                Assert.Contains(Edits.Target.CommandToSettleOn(BaseVersion.Default), run.Failure.RecommendedAction!, StringComparison.Ordinal);
                break;
            case "PromotionDenied":
                Assert.Contains($"Version {latest - 1} of", message, StringComparison.Ordinal);
                Assert.Contains($"the latest version, {latest}, says again what the default, {defaultNumber}, says.", message, StringComparison.Ordinal);
                Assert.Equal(before.Default, defaultNumber);
                Assert.Equal(bench.Document.Default.Content.TrimEnd(), bench.Document.Latest.Content.TrimEnd());
                break;
            case "ChangeNotConfirmed":
                Assert.Contains($"Version {latest} of", message, StringComparison.Ordinal);
                break;
            default:
                Assert.IsType<AwsCallException>(run.Failure);
                Assert.Equal(before, (latest, defaultNumber));
                break;
        }
    }

    private static void Stands(EditBench bench, Change change)
    {
        Assert.Equal(bench.Document.LatestNumber, bench.Document.DefaultNumber);
        Assert.Empty(Edits.MissingIn(bench.Document.Latest.Content, Wish));
        if (change.Drops is { } dropped)
        {
            Assert.Equal("", PreferenceDocument.Parse(bench.Document.Latest.Content)[SettingNames.Find(dropped)].Text);
        }
    }

    private static (int? Latest, int? Default) State(EditBench bench) =>
        (bench.Documents.Find(Edits.Name)?.LatestNumber, bench.Documents.Find(Edits.Name)?.DefaultNumber);

    private static List<string> OperationsOf(Change change)
    {
        var operations = new List<string>();
        var run = change.Arrange().Apply(Wish, change.BaseVersion, (_, operation) =>
        {
            operations.Add(operation);
            return CallFault.None;
        });
        Assert.True(run.IsAcknowledged, run.ToString());
        return operations;
    }

    private sealed record Change(Func<EditBench> Arrange, BaseVersion? BaseVersion = null, string? Drops = null);
}
