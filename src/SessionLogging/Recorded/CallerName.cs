using SessionLogging.Sessions;

namespace SessionLogging.Recorded;

/// <summary>Who made a call, in the name a person would use.</summary>
internal static class CallerName
{
    /// <summary>The name of the user, of the role's session, of root, or of the service; <see langword="null"/> where the record names nobody.</summary>
    internal static string? Of(RecordedCaller caller) =>
        OwnerName.Of(caller.Arn) ?? caller.UserName ?? caller.OnBehalfOf ?? (caller.PrincipalId?.Split(':') is [_, var session] ? session : null) ?? caller.InvokedBy;
}
