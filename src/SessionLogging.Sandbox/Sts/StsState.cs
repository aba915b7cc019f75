using SessionLogging.Sandbox.State;

namespace SessionLogging.Sandbox.Sts;

/// <summary>What STS adds to an account.</summary>
public static class StsState
{
    extension(AccountState account)
    {
        /// <summary>The account's roles.</summary>
        public RoleBook Roles => account.Of(static () => new RoleBook());
    }
}
