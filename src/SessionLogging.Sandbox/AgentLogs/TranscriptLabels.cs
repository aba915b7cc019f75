namespace SessionLogging.Sandbox.AgentLogs;

/// <summary>What Windows PowerShell 5.1 writes around a transcript in the system's language: labels with their colons.</summary>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Start">The first line of the header.</param>
/// <param name="StartTime">Before the time of 14 digits.</param>
/// <param name="Username">Before the account that ran it.</param>
/// <param name="RunAsUser">Before the account that it ran as.</param>
/// <param name="ConfigurationName">Before the session configuration, mostly none.</param>
/// <param name="Machine">Before the computer and its version.</param>
/// <param name="HostApplication">Before the program.</param>
/// <param name="ProcessId">Before its process.</param>
/// <param name="End">The first line of the footer.</param>
/// <param name="EndTime">Before the time of 14 digits.</param>
public sealed record TranscriptLabels(
    string Language, string Start, string StartTime, string Username, string RunAsUser, string ConfigurationName, string Machine, string HostApplication, string ProcessId, string End, string EndTime)
{
    /// <summary>English.</summary>
    public static TranscriptLabels English { get; } = new(
        "en", "Windows PowerShell transcript start", "Start time:", "Username:", "RunAs User:", "Configuration Name:", "Machine:", "Host Application:", "Process ID:",
        "Windows PowerShell transcript end", "End time:")
    {
        Started = "Transcript started, output file is",
    };

    /// <summary>Five languages; the German one begins with a stray letter.</summary>
    public static IReadOnlyList<TranscriptLabels> All { get; } =
    [
        English,
        new(
            "de", "nStart der Windows PowerShell-Aufzeichnung", "Startzeit:", "Benutzername:", "RunAs-Benutzer:", "Konfigurationsname:", "Computer:", "Hostanwendung:", "Prozess-ID:",
            "Ende der Windows PowerShell-Aufzeichnung", "Endzeit:"),
        new(
            "fr", "Début de la transcription Windows PowerShell", "Heure de début :", "Nom d'utilisateur :", "Utilisateur runAs :", "Nom de la configuration :", "Ordinateur :", "Application hôte :", "ID de processus :",
            "Fin de la transcription Windows PowerShell", "Heure de fin :"),
        new(
            "es", "Inicio de la transcripción de Windows PowerShell", "Hora de inicio:", "Nombre de usuario:", "Usuario RunAs:", "Nombre de la configuración:", "Máquina:", "Aplicación host:", "Id. de proceso:",
            "Fin de la transcripción de Windows PowerShell", "Hora de finalización:"),
        new(
            "ja", "Windows PowerShell トランスクリプト開始", "開始時刻:", "ユーザー名:", "RunAs ユーザー:", "構成名:", "コンピューター:", "ホスト アプリケーション:", "プロセス ID:",
            "Windows PowerShell トランスクリプト終了", "終了時刻:"),
    ];

    /// <summary>What Start-Transcript says of its file; <see langword="null"/>: it was not seen in that language, and is left out.</summary>
    public string? Started { get; private init; }
}
