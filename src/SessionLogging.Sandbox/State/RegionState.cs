namespace SessionLogging.Sandbox.State;

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
