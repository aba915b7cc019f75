using SessionLogging.Tests.Preferences.Editing;

namespace SessionLogging.Tests.Actions;

/// <summary>Each call of each change fails once, or it and all that follow: afterwards everything is as before, or the error says what is not, and running again ends right.</summary>
public sealed class EveryActionCallFailsTests
{
    private static readonly CallFault[] Faults =
    [
        CallFault.LostRequest, CallFault.LostAnswer, CallFault.Resent, CallFault.Throttled, CallFault.Denied, CallFault.ResentAndDenied,
    ];

    private static readonly EventRule Foreign = new(
        ActionBench.Name, Arn: null, "ENABLED", """{"source":["aws.ec2"]}""", "somebody's", "rate(5 minutes)", "arn:aws:iam::111122223333:role/theirs");

    private static readonly EventTarget[] ForeignTargets =
    [
        .. from n in Enumerable.Range(1, 5)
           let arn = $"arn:aws:sqs:eu-west-1:111122223333:q{n}"
           select new EventTarget($"t{n}", arn, $$$"""{"Id":"t{{{n}}}","Arn":"{{{arn}}}","SqsParameters":{"MessageGroupId":"g"}}"""),
    ];

    private static readonly Dictionary<string, Change> Changes = All();

    public static TheoryData<string, CallFault, bool> Rows
    {
        get
        {
            var rows = new TheoryData<string, CallFault, bool>();
            foreach (var name in Changes.Keys)
            {
                foreach (var fault in Faults)
                {
                    rows.Add(name, fault, false);
                    rows.Add(name, fault, true);
                }
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Nothing_remains_or_the_error_says_what_and_running_again_ends_right(string name, CallFault fault, bool fromThenOn)
    {
        var change = Changes[name];
        var (wanted, calls) = await UndisturbedAsync(change);
        for (var call = 1; call <= calls; call++)
        {
            var account = await change.ArrangeAsync();
            var (before, rules, targets, policies) = (account.State, account.RulesState, account.TargetsState, account.PoliciesState);
            var faulty = call;
            account.StartCounting();
            account.Schedule = (n, _) => n == faulty || (fromThenOn && n > faulty) ? fault : CallFault.None;

            var failure = await Record.ExceptionAsync(() => change.RunAsync(account));

            account.Schedule = (_, _) => CallFault.None;
            if (failure is null)
            {
                Assert.Equal(wanted, account.State);
                continue;
            }

            var remains = Assert.IsType<SessionLoggingException>(failure, exactMatch: false) is SessionActionException { Remains: { Count: > 0 } some } ? string.Join("; ", some) : null;
            if (remains is null)
            {
                Assert.Equal(before, account.State);
            }
            else
            {
                Assert.Equal("ActionIncomplete", ((SessionActionException)failure).ErrorId);
                Assert.Contains(remains, failure.Message, StringComparison.Ordinal);
                Assert.True(rules == account.RulesState || remains.Contains("the rule", StringComparison.Ordinal), remains);
                Assert.True(targets == account.TargetsState || remains.Contains("target", StringComparison.Ordinal), remains);
                Assert.True(policies == account.PoliciesState || remains.Contains("the statement", StringComparison.Ordinal), remains);
            }

            await AgainAsync(change, account);
            Assert.Equal(wanted, account.State);
        }
    }

    [Fact]
    public async Task A_single_lost_answer_or_repeated_request_is_overcome_once_something_is_sent()
    {
        foreach (var named in Changes)
        {
            var (wanted, calls) = await UndisturbedAsync(named.Value);
            for (var call = 1; call <= calls; call++)
            {
                foreach (var fault in new[] { CallFault.LostAnswer, CallFault.Resent })
                {
                    var account = await named.Value.ArrangeAsync();
                    var faulty = call;
                    account.StartCounting();
                    account.Schedule = (n, operation) => n == faulty && IsChange(operation) ? fault : CallFault.None;

                    await named.Value.RunAsync(account);

                    Assert.Equal(wanted, account.State);
                }
            }
        }
    }

    private static bool IsChange(string operation) =>
        !operation.StartsWith("Get", StringComparison.Ordinal) && !operation.StartsWith("List", StringComparison.Ordinal) && !operation.StartsWith("Describe", StringComparison.Ordinal);

    // A removal whose answer was lost has happened: there is nothing to remove any more.
    private static async Task AgainAsync(Change change, InMemoryActionAccount account)
    {
        try
        {
            await change.RunAsync(account);
        }
        catch (SessionActionException gone) when (change.Removes && gone.ErrorId == "ActionNotFound")
        {
        }
    }

    private static async Task<(string Wanted, int Calls)> UndisturbedAsync(Change change)
    {
        var account = await change.ArrangeAsync();
        account.StartCounting();
        await change.RunAsync(account);
        return (account.State, account.Operations.Count);
    }

    private static Dictionary<string, Change> All()
    {
        var changes = new Dictionary<string, Change>(StringComparer.Ordinal);
        foreach (var (name, target) in ActionBench.Targets)
        {
            var request = ActionBench.Request(target);
            changes[$"register a {name}"] = new(() => Task.FromResult(ActionBench.Account()), account => account.RegisterAsync(request));
            changes[$"replace by a {name}"] = new(ForeignAsync, account => account.RegisterAsync(request with { Force = true }));
            changes[$"go on to a {name}"] = new(
                async () =>
                {
                    var account = ActionBench.Account();
                    await account.RegisterAsync(ActionBench.Request(ActionTarget.Topic(ActionBench.OtherTopicArn)) with { Description = "other" });
                    return account;
                },
                account => account.RegisterAsync(request));
            changes[$"unregister a {name}"] = new(
                async () =>
                {
                    var account = ActionBench.Account();
                    await account.RegisterAsync(request);
                    return account;
                },
                account => account.Actions().UnregisterAsync(ActionBench.Name, TestContext.Current.CancellationToken),
                Removes: true);
        }

        return changes;
    }

    private static Task<InMemoryActionAccount> ForeignAsync()
    {
        var account = ActionBench.Account();
        account.Arrange(Foreign, ForeignTargets);
        return Task.FromResult(account);
    }

    private sealed record Change(Func<Task<InMemoryActionAccount>> ArrangeAsync, Func<InMemoryActionAccount, Task> RunAsync, bool Removes = false);
}
