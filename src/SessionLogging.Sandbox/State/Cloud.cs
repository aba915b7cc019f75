namespace SessionLogging.Sandbox.State;

/// <summary>Everything behind the URL: the accounts, the credentials that open them, what is global over them (bucket names), and the clock.</summary>
public sealed class Cloud : StateSlots
{
    private readonly Dictionary<string, AccountState> _accounts;

    internal Cloud(TimeProvider clock)
    {
        Clock = clock;
        Credentials = new CredentialBook(clock);
        _accounts = SandboxAccounts.All.ToDictionary(account => account.Id, account => new AccountState(this, account.Id), StringComparer.Ordinal);
        foreach (var account in SandboxAccounts.All)
        {
            Credentials.Add(new Credential(account.AccessKeyId, account.SecretAccessKey, Principal.User(account.Id, SandboxAccounts.UserName)));
            Credentials.Add(new Credential(account.RootAccessKeyId, account.SecretAccessKey, Principal.Root(account.Id)));
        }
    }

    /// <summary>Dates everything that the services date, and runs every latency and status change.</summary>
    public TimeProvider Clock { get; }

    /// <summary>Dates the answers: the same where it runs on as the machine's does. One that a test moves would teach clients a time that is gone when they sign by it.</summary>
    internal TimeProvider AnswerClock => Clock is ShiftedClock ? Clock : TimeProvider.System;

    /// <summary>Every account.</summary>
    public IReadOnlyCollection<AccountState> Accounts => _accounts.Values;

    internal CredentialBook Credentials { get; }

    /// <summary>One account's state.</summary>
    /// <exception cref="ArgumentException">The sandbox has no such account.</exception>
    public AccountState Account(string id) => Find(id) ?? throw new ArgumentException(
        $"The sandbox has no account {id}; it has {string.Join(" and ", _accounts.Keys)}.", nameof(id));

    internal AccountState? Find(string id) => _accounts.GetValueOrDefault(id);
}
