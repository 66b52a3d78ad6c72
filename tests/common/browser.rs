//! A browser that tests drive: WebDriver is JSON over HTTP, so the standard library speaks it and no client is needed.

#![allow(clippy::panic, reason = "a test fails by panicking")]

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
};

use serde_json::{Value, json};

/// A window of Chromium, closed with its driver when the test ends.
pub struct Browser {
    driver: Child,
    /// What the driver says: it would not outlive the end of its pipe.
    _said: BufReader<ChildStdout>,
    port: u16,
    session: String,
}

impl Browser {
    /// Opens a window without a page.
    pub fn new() -> Self {
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdout(Stdio::piped())
            .spawn()
            .expect("chromedriver is on the path");
        let mut said = BufReader::new(driver.stdout.take().expect("it is piped"));
        let lines = said.by_ref().lines().map_while(Result::ok);
        let port = lines
            .filter_map(|line| {
                line.strip_prefix("ChromeDriver was started successfully on port ")?.trim_end_matches('.').parse().ok()
            })
            .next();
        let port = port.expect("the driver names its port");
        let mut own = Self { driver, _said: said, port, session: String::new() };
        // A container has neither the rights for a sandbox nor much shared memory.
        let arguments = ["--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900"];
        let options = json!({ "args": arguments });
        let logs = json!({ "performance": "ALL", "browser": "ALL" });
        // In milliseconds: a busy machine takes longer than the usual half a minute.
        let timeouts = json!({ "script": 300_000, "pageLoad": 300_000 });
        let wanted = json!({ "browserName": "chrome", "timeouts": timeouts, "goog:chromeOptions": options, "goog:loggingPrefs": logs });
        let session = own.send("POST", "session", json!({ "capabilities": { "alwaysMatch": wanted } }));
        own.session = format!("session/{}/", session["sessionId"].as_str().expect("a session has a name"));
        own
    }

    /// Asks the driver.
    fn send(&self, method: &str, path: &str, body: Value) -> Value {
        let body = if method == "GET" { String::new() } else { body.to_string() };
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the driver listens");
        let head = format!(
            "{method} /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        stream.write_all(head.as_bytes()).and_then(|()| stream.write_all(body.as_bytes())).expect("it can be asked");
        let mut reader = BufReader::new(stream);
        let mut length = 0;
        let mut line = String::new();
        while reader.read_line(&mut line).expect("it answers") > 2 {
            if let Some(own) = line.to_lowercase().strip_prefix("content-length:") {
                length = own.trim().parse().expect("a length is a number");
            }
            line.clear();
        }
        let mut answer = vec![0; length];
        reader.read_exact(&mut answer).expect("it answers whole");
        let mut answer: Value = serde_json::from_slice(&answer).expect("it answers in JSON");
        let value = answer["value"].take();
        assert!(value.get("error").is_none(), "{path}: {value:#}");
        value
    }

    fn post(&self, path: &str, body: Value) -> Value {
        self.send("POST", &format!("{}{path}", self.session), body)
    }

    /// Opens a file at a place behind its `#`.
    pub fn open(&self, file: &Path, hash: &str) {
        // A page that is open already would only move.
        self.post("url", json!({ "url": "about:blank" }));
        self.post("url", json!({ "url": format!("file://{}{hash}", file.display()) }));
    }

    /// What a piece of script returns.
    pub fn run(&self, script: &str) -> Value {
        self.post("execute/sync", json!({ "script": script, "args": [] }))
    }

    /// What an expression is, as text.
    pub fn read(&self, expression: &str) -> String {
        match self.run(&format!("return {expression}")) {
            Value::String(text) => text,
            other => other.to_string(),
        }
    }

    /// Waits until an expression is true, for a minute or more: a busy machine is no finding.
    pub fn wait(&self, expression: &str) {
        for _ in 0..1_200 {
            if self.run(&format!("return {expression}")) == Value::Bool(true) {
                return;
            }
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        panic!("never true: {expression}");
    }

    /// Clicks what a selector finds.
    pub fn click(&self, selector: &str) {
        let found = self.post("element", json!({ "using": "css selector", "value": selector }));
        let id = found.as_object().and_then(|own| own.values().next()).and_then(Value::as_str).expect("an element");
        self.post(&format!("element/{id}/click"), json!({}));
    }

    /// Presses keys one after the other, whatever has the focus.
    pub fn press(&self, keys: &[&str]) {
        let each = |key: &&str| [json!({ "type": "keyDown", "value": key }), json!({ "type": "keyUp", "value": key })];
        let actions: Vec<Value> = keys.iter().flat_map(each).collect();
        self.post("actions", json!({ "actions": [{ "type": "key", "id": "keys", "actions": actions }] }));
    }

    /// A command of the protocol for developers.
    pub fn develop(&self, command: &str, params: Value) -> Value {
        self.post("goog/cdp/execute", json!({ "cmd": command, "params": params }))
    }

    /// The page on paper, as PDF in base64.
    pub fn print(&self) -> String {
        let page = json!({ "width": 21.0, "height": 29.7 });
        self.post("print", json!({ "page": page })).as_str().expect("a document").to_owned()
    }

    /// The lines of a log since it was last read.
    pub fn log(&self, name: &str) -> Vec<String> {
        let lines = self.post("se/log", json!({ "type": name }));
        let message = |line: &Value| line["message"].as_str().unwrap_or_default().to_owned();
        lines.as_array().into_iter().flatten().map(message).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        if !self.session.is_empty() && !std::thread::panicking() {
            self.send("DELETE", self.session.trim_end_matches('/'), json!({}));
        }
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
