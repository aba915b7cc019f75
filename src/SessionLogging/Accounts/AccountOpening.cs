namespace SessionLogging.Accounts;

/// <summary>A way to open one account in one Region, with what is known of it before anything is asked.</summary>
/// <param name="AccountId">The account, where the role or the object says it; <see langword="null"/>: the credentials' own.</param>
/// <param name="Region">The Region; <see langword="null"/>: the one that the connection implies.</param>
/// <param name="OpenAsync">Opens it, or gives what was opened before.</param>
public sealed record AccountOpening(string? AccountId, string? Region, Func<CancellationToken, Task<IAccount>> OpenAsync)
{
    /// <summary>Whether the account may not have enabled the Region: then the Region does not know the credentials, although they are right.</summary>
    public bool MayBeDisabled { get; init; }

    /// <summary>Whether no name but a pattern stands for the Region.</summary>
    public bool IsOfPattern { get; init; }

    /// <summary>Whether opening it can only fail: which Regions are meant is not known.</summary>
    public bool IsHopeless { get; init; }
}
