namespace SessionLogging.Sandbox.State;

/// <summary>Everything behind the URL: the accounts, the credentials that open them, what is global over them (bucket names), and the clock.</summary>
public sealed class Cloud : StateSlots
{
    private readonly ConcurrentDictionary<string, AccountState> _accounts;

    internal Cloud(TimeProvider clock)
    {
        Clock = clock;
        Credentials = new CredentialBook(clock);
        _accounts = new(SandboxAccounts.All.Select(account => KeyValuePair.Create(account.Id, new AccountState(this, account.Id))), StringComparer.Ordinal);
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

    /// <summary>Whether every quota that is known or assumed holds.</summary>
    internal bool HasQuotas { get; init; }

    /// <summary>Every account that was asked for so far.</summary>
    public IReadOnlyCollection<AccountState> Accounts => [.. _accounts.Values];

    /// <summary>Knows accounts that are made when they are first asked for: gives what to plant in one, or <see langword="null"/> where there is none of that id.</summary>
    internal Func<string, Action<AccountState>?> FindMore { get; set; } = static _ => null;

    internal CredentialBook Credentials { get; }

    /// <summary>One account's state.</summary>
    /// <exception cref="ArgumentException">The sandbox has no such account.</exception>
    public AccountState Account(string id) => Find(id) ?? throw new ArgumentException(
        $"The sandbox has no account {id}; it has {string.Join(" and ", _accounts.Keys.Order(StringComparer.Ordinal))}.", nameof(id));

    internal AccountState? Find(string id)
    {
        if (_accounts.TryGetValue(id, out var known))
        {
            return known;
        }

        if (FindMore(id) is not { } plant)
        {
            return null;
        }

        var made = new AccountState(this, id);
        plant(made);
        return _accounts.GetOrAdd(id, made);
    }
}

/// <summary>One account: its roles, its Regions and the journal of what happened in it.</summary>
public sealed class AccountState : StateSlots
{
    private readonly ConcurrentDictionary<string, RegionState> _regions = new(StringComparer.Ordinal);

    internal AccountState(Cloud cloud, string id)
    {
        Cloud = cloud;
        Id = id;
        Events = new EventJournal(cloud.Clock);
    }

    /// <summary>The account id, twelve digits.</summary>
    public string Id { get; }

    /// <summary>What this account is part of.</summary>
    public Cloud Cloud { get; }

    /// <summary>What happened in the account, oldest first.</summary>
    public EventJournal Events { get; }

    /// <summary>What a Region holds when it is first asked for.</summary>
    internal Action<RegionState> PlantRegion { get; set; } = static _ => { };

    /// <summary>The account's part in a Region; empty where nothing is seeded or made.</summary>
    /// <exception cref="ArgumentException">There is no Region of that name.</exception>
    public RegionState Region(string name) => RegionNames.Exists(name)
        ? _regions.TryGetValue(name, out var known) ? known : _regions.GetOrAdd(name, Made)
        : throw new ArgumentException($"There is no Region {name}.", nameof(name));

    private RegionState Made(string name)
    {
        var region = new RegionState(this, name);
        PlantRegion(region);
        return region;
    }
}

/// <summary>What an account has in one Region: each service's state in a slot of its own.</summary>
public sealed class RegionState : StateSlots
{
    internal RegionState(AccountState account, string name)
    {
        Account = account;
        Name = name;
    }

    /// <summary>The account.</summary>
    public AccountState Account { get; }

    /// <summary>The Region's name, for example <c>eu-west-1</c>.</summary>
    public string Name { get; }

    /// <summary>The clock that dates everything.</summary>
    public TimeProvider Clock => Account.Cloud.Clock;

    /// <summary>An ARN in this account and Region, for example <c>arn:aws:ssm:eu-west-1:111122223333:document/NAME</c>.</summary>
    public string Arn(string service, string resource) => $"arn:aws:{service}:{Name}:{Account.Id}:{resource}";
}

/// <summary>Room for what each service keeps: one object of the service's own type, made at its first use, so that a new service brings its state along without touching this.</summary>
public abstract class StateSlots
{
    private readonly ConcurrentDictionary<Type, Lazy<object>> _slots = new();

    /// <summary>The object of type <typeparamref name="T"/>, made by <paramref name="create"/> where there is none yet.</summary>
    public T Of<T>(Func<T> create)
        where T : class
        => (T)_slots.GetOrAdd(typeof(T), _ => new Lazy<object>(create)).Value;
}

/// <summary>A clock that showed a given time when it was made and runs on from there.</summary>
internal sealed class ShiftedClock(DateTimeOffset start) : TimeProvider
{
    private readonly TimeSpan _shift = start - System.GetUtcNow();

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _shift;
}
