namespace SessionLogging.Sandbox.Organizations;

/// <summary>How many accounts the organization has beside the two of every sandbox. They are made from their numbers when they are asked for: any number costs no memory.</summary>
public sealed record OrganizationOptions
{
    /// <summary>Active accounts with the roles of every account.</summary>
    public int Accounts { get; init; }

    /// <summary>Active accounts more, without any role: whoever wants to assume one is refused.</summary>
    public int Refusing { get; init; }

    /// <summary>Accounts more, by turns suspended, pending closure, pending activation and closed.</summary>
    public int Inactive { get; init; }
}

/// <summary>An account as the organization lists it.</summary>
/// <param name="Id">The account id, twelve digits.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParentId">The unit or the root that it lies in.</param>
public sealed record OrganizationMember(string Id, string Name, string ParentId)
{
    /// <summary>The word of the API: <c>ACTIVE</c>, <c>SUSPENDED</c>, <c>PENDING_CLOSURE</c>, <c>PENDING_ACTIVATION</c> or <c>CLOSED</c>.</summary>
    public string State { get; init; } = "ACTIVE";

    /// <summary>Whether it has none of the roles that every account has.</summary>
    public bool HasNoRoles { get; init; }
}

/// <summary>A unit of the organization.</summary>
/// <param name="Id">Its id, <c>ou-…</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="ParentId">The unit or the root that it lies in.</param>
public sealed record OrganizationUnit(string Id, string Name, string ParentId);

/// <summary>The organization of the sandbox: the first account manages it, the second and those made from numbers are members.</summary>
public sealed class Organization
{
    /// <summary>The root.</summary>
    public const string RootId = "r-5box";

    /// <summary>The unit of what runs, directly below the root.</summary>
    public const string Workloads = "ou-5box-workload";

    /// <summary>A unit in <see cref="Workloads"/>.</summary>
    public const string Production = "ou-5box-product1";

    /// <summary>Another unit in <see cref="Workloads"/>.</summary>
    public const string Test = "ou-5box-testing1";

    /// <summary>A unit directly below the root that holds nothing but accounts that are not active.</summary>
    public const string Closing = "ou-5box-closing1";

    // Ids of accounts made from numbers begin here; their first digits are no account's of the seeds.
    private const long FirstId = 700_000_000_000;

    private static readonly string[] UnitsOfMembers = [Production, Test, Workloads];
    private static readonly string[] InactiveStates = ["SUSPENDED", "PENDING_CLOSURE", "PENDING_ACTIVATION", "CLOSED"];

    private readonly OrganizationOptions _options;
    private readonly ConcurrentDictionary<string, OrganizationMember> _put = new(StringComparer.Ordinal);

    internal Organization(OrganizationOptions options)
    {
        _options = options;
        Put(new OrganizationMember(SandboxAccounts.First.Id, "management", RootId));
        Put(new OrganizationMember(SandboxAccounts.Second.Id, "workload-second", Production));
    }

    /// <summary>The account that manages it.</summary>
    public static string ManagementAccountId => SandboxAccounts.First.Id;

    /// <summary>Accounts that may list as the management account may.</summary>
    public HashSet<string> DelegatedAdministrators { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether there is one: where there is none every call is refused.</summary>
    public bool IsInUse { get; set; } = true;

    /// <summary>Whether answers still have <c>Status</c> beside <c>State</c>, as before AWS retired it.</summary>
    public bool TellsStatus { get; set; } = true;

    /// <summary>The units.</summary>
    public IReadOnlyList<OrganizationUnit> Units { get; } =
    [
        new(Workloads, "Workloads", RootId),
        new(Production, "Production", Workloads),
        new(Test, "Test", Workloads),
        new(Closing, "Closing", RootId),
    ];

    /// <summary>Every account, in no order that AWS promises: those of the seeds and those that were put, then those made from numbers.</summary>
    public IEnumerable<OrganizationMember> Members =>
        _put.Values.OrderBy(member => member.Id, StringComparer.Ordinal)
            .Concat(Enumerable.Range(1, Numbered).Select(Member).Where(member => !_put.ContainsKey(member.Id)));

    private int Numbered => _options.Accounts + _options.Refusing + _options.Inactive;

    /// <summary>The id of the account that is made from a number, counted from 1.</summary>
    public static string IdOf(int number) => (FirstId + number).ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds an account, or puts it in the place of the one of its id.</summary>
    public void Put(OrganizationMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        _put[member.Id] = member;
    }

    /// <summary>An account, or <see langword="null"/>.</summary>
    public OrganizationMember? Find(string id) => _put.GetValueOrDefault(id)
        ?? (long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits > FirstId && digits <= FirstId + Numbered ? Member((int)(digits - FirstId)) : null);

    private OrganizationMember Member(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"workload-{number:0000}");
        if (number <= _options.Accounts + _options.Refusing)
        {
            return new OrganizationMember(IdOf(number), name, UnitsOfMembers[number % UnitsOfMembers.Length]) { HasNoRoles = number > _options.Accounts };
        }

        return new OrganizationMember(IdOf(number), name, Closing) { State = InactiveStates[(number - _options.Accounts - _options.Refusing - 1) % InactiveStates.Length] };
    }
}

/// <summary>What Organizations adds to the whole sandbox.</summary>
public static class OrganizationCloud
{
    extension(Cloud cloud)
    {
        /// <summary>The organization.</summary>
        public Organization Organization => cloud.Of(static () => new Organization(new OrganizationOptions()));
    }
}
