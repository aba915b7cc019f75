using SessionLogging.Preferences.Editing;
using SessionLogging.Preferences.Exceptions;
using SessionLogging.Preferences.Reading;

namespace SessionLogging.Preferences.Rollout;

/// <summary>One document of a rollout, with what is wanted of it.</summary>
/// <param name="Opening">The way to its account and Region.</param>
/// <param name="Expected">The document, as far as that is known before its account is opened; may know more with each that is opened.</param>
/// <param name="LocateAsync">The document in its account, once that is opened.</param>
/// <param name="Request">What is wanted.</param>
public sealed record RolloutStep(
    AccountOpening Opening, Func<PreferenceTarget> Expected, Func<IAccount, CancellationToken, Task<PreferenceTarget>> LocateAsync, PreferenceRequest Request);

/// <summary>How a rollout is done.</summary>
public sealed record RolloutOptions
{
    /// <summary>How each change is made.</summary>
    public ChangeOptions Change { get; init; } = new();

    /// <summary>How many changes go on at once, once one has gone well; 8.</summary>
    public int ThrottleLimit { get; init; } = 8;

    /// <summary>After how many failures no change is begun any more; 1.</summary>
    public int StopAfterFailures { get; init; } = 1;

    /// <summary>Whether nothing is changed and everything only shown: then no receipts are kept, and none is waited for.</summary>
    public bool IsRehearsal { get; init; }

    /// <summary>What differs by agreement in some accounts and Regions; <see langword="null"/>: nothing does.</summary>
    public AgreedExceptions? Exceptions { get; init; }

    /// <summary>Where receipts are kept; <see langword="null"/>: nowhere.</summary>
    public KeptReceipts? Receipts { get; init; }

    /// <summary>The receipts of the command that is gone on with; <see langword="null"/>: of none.</summary>
    public EarlierReceipts? Earlier { get; init; }
}

/// <summary>How a step of a rollout ended.</summary>
public enum RolloutEnd
{
    /// <summary>A new version was written.</summary>
    Changed,

    /// <summary>Everything stood there already.</summary>
    Unchanged,

    /// <summary>It was refused or failed.</summary>
    Failed,

    /// <summary>It was not tried, since earlier ones failed.</summary>
    Skipped,

    /// <summary>The earlier receipts say that it is done: it was not touched.</summary>
    DoneBefore,

    /// <summary>Nobody agreed to it, or it was a rehearsal.</summary>
    Declined,

    /// <summary>Its Region is not enabled in the account, and nobody has named it.</summary>
    LeftOut,

    /// <summary>The rollout was stopped before anything of it was sent.</summary>
    Stopped,
}

/// <summary>What came of one step.</summary>
/// <param name="Opening">The way to its account and Region.</param>
/// <param name="Target">The document.</param>
/// <param name="End">How it ended.</param>
public sealed record RolloutOutcome(AccountOpening Opening, PreferenceTarget Target, RolloutEnd End)
{
    /// <summary>The receipt; <see langword="null"/> where nothing was tried.</summary>
    public PreferenceChange? Receipt { get; init; }

    /// <summary>The change that was agreed to, or shown; <see langword="null"/> where it did not come to that.</summary>
    public ChangeProposal? Proposal { get; init; }

    /// <summary>What failed: the change, or keeping its receipt.</summary>
    public SessionLoggingException? Failure { get; init; }

    /// <summary>What to say where the rollout was stopped and this change was finished all the same; else <see langword="null"/>.</summary>
    public string? FinishedAfterStop { get; init; }
}

/// <summary>How far a rollout is.</summary>
/// <param name="Current">The document that was begun or ended last.</param>
/// <param name="Total">How many there are.</param>
public sealed record RolloutProgress(PreferenceTarget Current, int Total)
{
    /// <summary>How many have got a new version.</summary>
    public int Changed { get; init; }

    /// <summary>How many stood there already.</summary>
    public int Unchanged { get; init; }

    /// <summary>How many were refused or failed.</summary>
    public int Failed { get; init; }

    /// <summary>How many earlier receipts say are done.</summary>
    public int DoneBefore { get; init; }

    /// <summary>How many have not ended.</summary>
    public int Left { get; init; }

    /// <summary>What part has ended, from 0 to 100.</summary>
    public int Percent => Total == 0 ? 100 : (int)((Total - Left) * 100L / Total);

    /// <summary>The numbers, and the document.</summary>
    public override string ToString() => Total == 1 ? Current.ToString() : string.Format(
        CultureInfo.InvariantCulture,
        "{0:N0} changed, {1:N0} unchanged, {2:N0} failed, {3:N0} left{4}: {5}",
        Changed,
        Unchanged,
        Failed,
        Left,
        DoneBefore > 0 ? string.Format(CultureInfo.InvariantCulture, ", {0:N0} done before", DoneBefore) : "",
        Current);
}
