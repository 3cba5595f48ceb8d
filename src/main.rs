//! `micro-court`: one program, its commands.

use std::io::{IsTerminal, Read};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use micro_court::kit::settings::{LogFormat, Settings};
use micro_court::rooms::help::load_holidays;
use micro_court::rooms::staff::{self, NewStaff, Role};
use micro_court::{app, demo, kit, openapi, run, work};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tracing_subscriber::EnvFilter;
use url::Url;

/// Parts that say too much at any level.
const QUIET: [&str; 3] = [
    "reqsign_core=warn",
    "reqsign_aws_core=warn",
    "reqsign_aws_v4=warn",
];

/// Back end of the mobile micro court. Settings: a TOML file and COURT__… in the environment.
#[derive(Parser)]
#[command(version, about)]
struct Cli {
    /// Settings file (TOML); the environment wins over it.
    #[arg(long, global = true, env = "COURT_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Answer requests (and work through the outbox).
    Serve,
    /// Work through the outbox alone, beside other nodes that serve.
    Work,
    /// Bring the database's schema up to this program's.
    Migrate,
    /// Print the API description (OpenAPI 3.1).
    Openapi,
    /// Print the table of error codes (Markdown).
    Errors,
    /// Make the demo court in a running sandbox.
    Demo {
        /// Where the sandbox answers.
        #[arg(long, default_value = "http://127.0.0.1:8080")]
        base: Url,
    },
    /// Accounts of the desk.
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Holiday notices of the State Council.
    #[command(subcommand)]
    Holidays(HolidaysCommand),
    /// Check the settings and say what they mean.
    CheckConfig,
    /// Recompute the signed log and hold it against the records.
    VerifyLog,
}

#[derive(Subcommand)]
enum StaffCommand {
    /// Add a member of staff; prints the TOTP address for the authenticator, once.
    Add {
        #[arg(long)]
        username: String,
        /// May be given several times.
        #[arg(long, required = true)]
        role: Vec<Role>,
        /// Name to show.
        #[arg(long)]
        name: String,
        /// Read the password from standard input.
        #[arg(long, required = true)]
        password_stdin: bool,
    },
}

#[derive(Subcommand)]
enum HolidaysCommand {
    /// Load a year's notice from a JSON file (shape of src/law/data/holidays.json).
    Load { file: PathBuf },
}

#[tokio::main]
async fn main() -> ExitCode {
    match act(Cli::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}

async fn act(cli: Cli) -> Result<(), String> {
    if let Command::Openapi = cli.command {
        return print(&app::OPENAPI);
    }
    if let Command::Errors = cli.command {
        return print(&openapi::errors_markdown());
    }
    let settings = Settings::load(cli.config.as_deref()).map_err(words)?;
    start_log(
        &settings,
        matches!(cli.command, Command::Serve | Command::Work),
    );
    match cli.command {
        Command::Serve => serve(settings).await,
        Command::Work => work_alone(settings).await,
        Command::Migrate => run::migrate(settings).await.map_err(words),
        Command::Demo { base } => make_demo(settings, base).await,
        Command::Staff(StaffCommand::Add {
            username,
            role,
            name,
            ..
        }) => add_staff(settings, username, name, role).await,
        Command::Holidays(HolidaysCommand::Load { file }) => load_notice(settings, file).await,
        Command::CheckConfig => print(&format!(
            "The settings are good: mode {:?}, listening on {}.\n",
            settings.mode, settings.server.listen
        )),
        Command::VerifyLog => verify_log(settings).await,
        Command::Openapi | Command::Errors => Ok(()),
    }
}

fn words(error: impl std::fmt::Display) -> String {
    error.to_string()
}

fn print(text: &str) -> Result<(), String> {
    use std::io::Write;
    std::io::stdout().write_all(text.as_bytes()).map_err(words)
}

/// Commands that do one thing and end say what matters on standard output; of the log, warnings alone.
fn start_log(settings: &Settings, keeps_running: bool) {
    let level = if keeps_running {
        settings.log.level.as_str()
    } else {
        "warn"
    };
    let filter = EnvFilter::try_new(level).unwrap_or_else(|_| EnvFilter::new("info"));
    // The signer of S3 requests prints its credentials when it debugs.
    let filter = QUIET
        .iter()
        .fold(filter, |filter, quiet| match quiet.parse() {
            Ok(directive) => filter.add_directive(directive),
            Err(_) => filter,
        });
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    match settings.log.format {
        LogFormat::Json => builder.json().flatten_event(true).init(),
        LogFormat::Text => builder.with_ansi(std::io::stderr().is_terminal()).init(),
    }
}

async fn serve(settings: Settings) -> Result<(), String> {
    let end = End::listen()?;
    let listen = settings.server.listen;
    let listener = TcpListener::bind(listen).map_err(|error| format!("Cannot listen on {listen}: {error}. Is another court running? Set COURT__SERVER__LISTEN."))?;
    let running = run::start(settings, listener).await.map_err(words)?;
    print(&format!("listening on http://{}\n", running.address))?;
    end.come().await;
    running.stop().await;
    Ok(())
}

/// Ctrl-C and SIGTERM, heard from the moment this is made: a signal that comes while the court
/// starts ends it in order too.
struct End {
    interrupt: Signal,
    terminate: Signal,
}

impl End {
    fn listen() -> Result<End, String> {
        Ok(End {
            interrupt: signal(SignalKind::interrupt()).map_err(words)?,
            terminate: signal(SignalKind::terminate()).map_err(words)?,
        })
    }

    async fn come(mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}

async fn work_alone(settings: Settings) -> Result<(), String> {
    let end = End::listen()?;
    let court = run::court_for_work(settings).await.map_err(words)?;
    let (stop, stopped) = tokio::sync::watch::channel(false);
    let upkeep = tokio::spawn(run::keep_up(court.clone(), stopped.clone()));
    let working = tokio::spawn(work::run(court, stopped));
    end.come().await;
    stop.send(true).ok();
    upkeep.await.map_err(words)?;
    working.await.map_err(words)
}

async fn add_staff(
    settings: Settings,
    username: String,
    name: String,
    roles: Vec<Role>,
) -> Result<(), String> {
    let mut password = String::new();
    std::io::stdin()
        .read_to_string(&mut password)
        .map_err(words)?;
    let password = password.trim_end_matches(['\r', '\n']).to_owned();
    let court = run::court_of(settings).await.map_err(words)?;
    let address = staff::add(
        &court,
        NewStaff {
            username,
            name,
            roles,
            password,
        },
    )
    .await
    .map_err(words)?;
    print(&format!("{address}\n"))
}

async fn make_demo(settings: Settings, base: Url) -> Result<(), String> {
    let court = run::court_of(settings).await.map_err(words)?;
    let members = demo::add_staff(&court).await.map_err(words)?;
    let person = demo::add_people(&base).await.map_err(words)?;
    let mut text = format!("Party:  {person} (choose at the demo phone)\n");
    for member in members {
        text.push_str(&format!(
            "Staff:  {:<10} {} ({}), password {}\n",
            member.username,
            member.name,
            member.role.code(),
            member.password
        ));
    }
    print(&text)
}

async fn load_notice(settings: Settings, file: PathBuf) -> Result<(), String> {
    let text = std::fs::read_to_string(&file)
        .map_err(|error| format!("Cannot read {}: {error}.", file.display()))?;
    let court = run::court_of(settings).await.map_err(words)?;
    let years = load_holidays(&court, &text).await.map_err(words)?;
    print(&format!(
        "Loaded: {years:?}. Running servers count by it within half a minute.\n"
    ))
}

async fn verify_log(settings: Settings) -> Result<(), String> {
    let court = run::court_of(settings).await.map_err(words)?;
    match kit::seal::verify(court.store.db()).await.map_err(words)? {
        kit::seal::Verdict::Sound { leaves } => {
            print(&format!("The log is sound: {leaves} records.\n"))
        }
        kit::seal::Verdict::Broken(what) => Err(format!("The log is NOT sound: {what}.")),
    }
}
