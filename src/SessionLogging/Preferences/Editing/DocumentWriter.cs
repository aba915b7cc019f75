using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Editing;

/// <summary>Who has written a document last, as far as its tags and the Event history tell.</summary>
internal sealed record DocumentWriter
{
    internal const string Terraform = "Terraform";
    internal const string OpenTofu = "OpenTofu";

    private const string CloudFormation = "CloudFormation";
    private const string StackSet = "a CloudFormation StackSet";
    private const string Accelerator = "Landing Zone Accelerator";

    // AWS's own defaults for the names of its stacks and roles.
    private const string AcceleratorPrefix = "AWSAccelerator-";
    private const string StackSetPrefix = "StackSet-";
    private const string StackName = "aws:cloudformation:stack-name";

    private const string Create = "CreateDocument";
    private const string Update = "UpdateDocument";

    private static readonly string[] StackSetRoles = ["stacksets-exec-", "AWSCloudFormationStackSetExecutionRole"];

    // What the Event history knows: CloudTrail User Guide, Working with CloudTrail Event history.
    private static readonly TimeSpan HistoryLength = TimeSpan.FromDays(90);

    private DocumentWriter(PreferenceTarget target) => Target = target;

    /// <summary>The document.</summary>
    internal PreferenceTarget Target { get; }

    /// <summary>Whether it is known who wrote it, or that nobody has.</summary>
    internal bool IsKnown { get; private init; }

    /// <summary>The program that manages it, as it stands in a sentence; <see langword="null"/>: none that is known for taking changes back.</summary>
    internal string? Program { get; private init; }

    /// <summary>What shows it.</summary>
    internal string Because { get; private init; } = "";

    /// <summary>Looks who has written a document. The tags are there already; the Event history is asked where they do not tell and it can know. A look that fails tells nothing.</summary>
    internal static async Task<DocumentWriter> LookAsync(IAccount account, PreferencePlan plan, WriteHistory history, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (target, state) = (plan.Target, plan.State);
        if (!state.Exists)
        {
            return new DocumentWriter(target) { IsKnown = true };
        }

        if (OfTags(target, state.Tags) is { } tagged)
        {
            return tagged;
        }

        if (state.CreatedDate is not { } written || written < now - HistoryLength)
        {
            return new DocumentWriter(target);
        }

        var calls = await history.NewestAsync(account, target, state.LatestVersion == "1" ? Create : Update, cancellationToken).ConfigureAwait(false);
        return calls.State is LookupState.Known ? OfCalls(target, written, calls.Facts) : new DocumentWriter(target);
    }

    /// <summary>What the tags of a document tell; <see langword="null"/> where that is nothing.</summary>
    internal static DocumentWriter? OfTags(PreferenceTarget target, IReadOnlyDictionary<string, string> tags) => !tags.TryGetValue(StackName, out var stack)
        ? null
        : new DocumentWriter(target)
        {
            IsKnown = true,
            Program = stack.StartsWith(AcceleratorPrefix, StringComparison.Ordinal) ? Accelerator
                : stack.StartsWith(StackSetPrefix, StringComparison.Ordinal) ? StackSet
                : CloudFormation,
            Because = $"its tags name the stack '{stack}'",
        };

    /// <summary>What the newest calls tell of a document whose latest version was made at a time. One that is older is another version's: the call that made this one is not there yet, or not among the newest.</summary>
    internal static DocumentWriter OfCalls(PreferenceTarget target, DateTimeOffset written, IReadOnlyList<RecordedCall> calls)
    {
        var last = calls.FirstOrDefault(call => !call.IsRefused && NameOf(call) == target.DocumentName);
        if (last is null || last.EventTime < written - new EditLimits().ClockDifference)
        {
            return new DocumentWriter(target);
        }

        var program = ProgramOf(last);
        return new DocumentWriter(target)
        {
            IsKnown = true,
            Program = program,
            Because = program is null ? "" : FormattableString.Invariant($"CloudTrail has it as the last writer, at {last.EventTime.UtcDateTime:yyyy-MM-dd HH:mm} UTC")
                + (RoleOf(last) is { } role ? $", in the role '{role}'" : ""),
        };
    }

    // The request may have named the document by its ARN.
    private static string? NameOf(RecordedCall call) => call.Request.Name?.Split('/')[^1];

    private static string? RoleOf(RecordedCall call) => call.Caller.RoleOrArn?.Split([":role/", ":assumed-role/"], StringSplitOptions.None) is [_, var role] ? role : null;

    private static string? ProgramOf(RecordedCall call)
    {
        var role = RoleOf(call)?.Split('/')[^1] ?? "";
        return role.StartsWith(AcceleratorPrefix, StringComparison.Ordinal) ? Accelerator
            : StackSetRoles.Any(known => role.StartsWith(known, StringComparison.Ordinal)) ? StackSet
            : call.Caller.InvokedBy == "cloudformation.amazonaws.com" || call.UserAgent == "cloudformation.amazonaws.com" ? CloudFormation
            : Says(call, "OpenTofu") ? OpenTofu
            : Says(call, "Terraform") ? Terraform
            : null;
    }

    private static bool Says(RecordedCall call, string program) => call.UserAgent?.IndexOf(program, StringComparison.OrdinalIgnoreCase) >= 0;
}
