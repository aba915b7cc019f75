using SessionLogging.Accounts;
using SessionLogging.Sessions;

namespace SessionLogging.Tests.Sessions.Logging;

/// <summary>One row of the truth table: a situation, and what must be said of the session's log in it.</summary>
/// <param name="Name">The situation in words.</param>
/// <param name="Session">The session.</param>
/// <param name="S3">What must be said of S3.</param>
/// <param name="CloudWatch">What must be said of CloudWatch Logs.</param>
/// <param name="Overall">What must be said of the session.</param>
/// <param name="Words">What the reason must hold.</param>
internal sealed record LogStatusCase(string Name, Session Session, LogStatus S3, LogStatus CloudWatch, LogStatus Overall, string Words)
{
    /// <summary>The documents of the account.</summary>
    public required FakeDocuments Documents { get; init; }

    /// <summary>Where to look; <see langword="null"/>: nobody looks.</summary>
    public FakeLogStore? Store { get; init; }
}
